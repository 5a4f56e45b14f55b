using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>The code of an action has started a child action. Its first attempt begins with a later event, usually of the same moment.</summary>
public sealed class ActionAdded : ActionEvent
{
    /// <summary>The place of the action that started it.</summary>
    public required int Parent { get; init; }

    /// <summary>The attempt of that action which started it, from 1.</summary>
    public required int ParentAttempt { get; init; }

    /// <summary>Which start of that attempt it was, from 1.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Its key, unique in that attempt.</summary>
    public required string Key { get; init; }

    /// <summary>What it is called; several children may share a name.</summary>
    public required string Name { get; init; }

    /// <summary>The class that runs, or <c>delegate</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Its input, if it has one.</summary>
    public Payload? Input { get; init; }

    /// <summary>The type of its result, if it has one.</summary>
    public string? OutputType { get; init; }

    /// <summary>How long it may run, awaited or not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ActionLifetime Lifetime { get; init; }

    /// <summary>How often it runs again when it fails.</summary>
    public FailureStrategy? Retry { get; init; }

    /// <summary>The limit of each attempt.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The limit of all attempts together.</summary>
    public TimeSpan? Deadline { get; init; }
}
