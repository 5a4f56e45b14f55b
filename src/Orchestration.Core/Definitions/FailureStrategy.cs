using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>
/// What follows the failure of an action. Declared for an action, a stage or the pipeline, of which the nearest wins (Harness: failure strategy).
/// Immutable; part of a definition's fingerprint.
/// </summary>
public sealed record FailureStrategy
{
    /// <summary>More retries than anybody waits for.</summary>
    internal const int MostRetries = 1_000;

    [JsonConstructor]
    internal FailureStrategy(FailureStrategyKind kind, int count = 0, Backoff? backoff = null, FailureStrategy? then = null)
    {
        Kind = kind;
        Count = count;
        Backoff = backoff;
        Then = then;
    }

    /// <summary>The action is <see cref="ActionStatus.Failed"/>: its group's siblings run to their end, no later group starts, stage and execution fail. The default.</summary>
    public static FailureStrategy Fail { get; } = new(FailureStrategyKind.Fail);

    /// <summary>The action is <see cref="ActionStatus.Ignored"/>, and the stage goes on.</summary>
    public static FailureStrategy Ignore { get; } = new(FailureStrategyKind.Ignore);

    /// <summary>The action counts as <see cref="ActionStatus.Succeeded"/>, without an output; the failure stays on record.</summary>
    public static FailureStrategy Succeed { get; } = new(FailureStrategyKind.Succeed);

    /// <summary>What kind of strategy it is.</summary>
    public FailureStrategyKind Kind { get; }

    /// <summary>How often it retries.</summary>
    public int Count { get; }

    /// <summary>How long its retries wait; not at all where null.</summary>
    public Backoff? Backoff { get; }

    /// <summary>What follows the last retry, or a failure that can't be retried; the next outer level's strategy where null, in the end <see cref="Fail"/>.</summary>
    public FailureStrategy? Then { get; }

    /// <summary>The action runs again, on its own; siblings go on meanwhile. A stop ends the waiting at once.</summary>
    /// <param name="count">How often: 1 to 1,000. Attempts lost with their host don't count.</param>
    /// <param name="backoff">How long to wait before each retry; not at all by default.</param>
    /// <param name="then">What follows the last one; the next outer level's strategy by default, and if that retries too its retries come on top.</param>
    public static FailureStrategy Retry(int count, Backoff? backoff = null, FailureStrategy? then = null) =>
        new(FailureStrategyKind.Retry, count, backoff, then);

    internal string? FindError() =>
        Kind == FailureStrategyKind.Retry && Count is < 1 or > MostRetries ? $"retries {Count} times; 1 to {MostRetries} are possible."
        : Backoff?.FindError() ?? Then?.FindError();
}
