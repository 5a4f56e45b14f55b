namespace Orchestration;

/// <summary>An action registered something that it creates.</summary>
public sealed class ResourceRegistered : ActionEvent
{
    /// <summary>The attempt's number, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>What it is.</summary>
    public required string Kind { get; init; }

    /// <summary>Its name among its kind.</summary>
    public required string Key { get; init; }

    /// <summary>What a cleaner needs to find it.</summary>
    public string? Data { get; init; }
}
