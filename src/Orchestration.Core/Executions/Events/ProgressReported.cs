namespace Orchestration;

/// <summary>The code of an attempt has told how far it is.</summary>
public sealed class ProgressReported : ActionEvent
{
    /// <summary>The attempt's number, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>How much is done.</summary>
    public required long Done { get; init; }

    /// <summary>How much there is to do, if that is known.</summary>
    public long? Total { get; init; }

    /// <summary>What it does, for people.</summary>
    public string? Message { get; init; }
}
