using System.Text.Json.Serialization;
using Orchestration.Definitions;

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
    internal FailureStrategy(FailureStrategyKind kind, int count = 0, Backoff? backoff = null, FailureStrategy? then = null, TimeSpan? time = null)
    {
        Kind = kind;
        Count = count;
        Backoff = backoff;
        Then = then;
        Time = time;
    }

    /// <summary>The action is <see cref="ActionStatus.Failed"/>: its group's siblings run to their end, no later group starts, stage and execution fail. The default.</summary>
    public static FailureStrategy Fail { get; } = new(FailureStrategyKind.Fail);

    /// <summary>The action is <see cref="ActionStatus.Ignored"/>, and the stage goes on.</summary>
    public static FailureStrategy Ignore { get; } = new(FailureStrategyKind.Ignore);

    /// <summary>The action counts as <see cref="ActionStatus.Succeeded"/>, without an output; the failure stays on record.</summary>
    public static FailureStrategy Succeed { get; } = new(FailureStrategyKind.Succeed);

    /// <summary>
    /// The group's siblings run to their end; then the stage is rolled back, last completed action first, its resources are released, and
    /// stage and execution fail (Harness: rollback stage).
    /// </summary>
    public static FailureStrategy RollbackStage { get; } = new(FailureStrategyKind.RollbackStage);

    /// <summary>As <see cref="RollbackStage"/>, and then the stages before it, the last one first (Harness: rollback pipeline).</summary>
    public static FailureStrategy RollbackPipeline { get; } = new(FailureStrategyKind.RollbackPipeline);

    /// <summary>The group's siblings run to their end; then the execution is aborted: no rollback, no finalizer (Harness: abort).</summary>
    public static FailureStrategy Abort { get; } = new(FailureStrategyKind.Abort);

    /// <summary>What kind of strategy it is.</summary>
    public FailureStrategyKind Kind { get; }

    /// <summary>How often it retries.</summary>
    public int Count { get; }

    /// <summary>How long its retries wait; not at all where null.</summary>
    public Backoff? Backoff { get; }

    /// <summary>How long a person has to pick; null for other kinds.</summary>
    public TimeSpan? Time { get; }

    /// <summary>What follows the last retry, the end of the time to pick, or a failure that can't be retried; the next outer level's strategy where null, in the end <see cref="Fail"/>.</summary>
    public FailureStrategy? Then { get; }

    /// <summary>The action runs again, on its own; siblings go on meanwhile. A stop ends the waiting at once.</summary>
    /// <param name="count">How often: 1 to 1,000. Attempts lost with their host don't count.</param>
    /// <param name="backoff">How long to wait before each retry; not at all by default.</param>
    /// <param name="then">What follows the last one; the next outer level's strategy by default, and if that retries too its retries come on top.</param>
    public static FailureStrategy Retry(int count, Backoff? backoff = null, FailureStrategy? then = null) =>
        new(FailureStrategyKind.Retry, count, backoff, then);

    /// <summary>
    /// The action waits, on its own, until a person picks what follows (<see cref="Verb.Intervene"/>); siblings go on meanwhile. A failure
    /// that can't be retried goes straight to what follows.
    /// </summary>
    /// <param name="time">How long the person has: more than zero, at most 3,650 days.</param>
    /// <param name="then">What follows where nobody picks in time; the next outer level's strategy by default.</param>
    public static FailureStrategy Intervene(TimeSpan time, FailureStrategy? then = null) =>
        new(FailureStrategyKind.Intervene, then: then, time: time);

    /// <summary>Its errors, and those of what follows it.</summary>
    internal IEnumerable<string> FindErrors()
    {
        for (FailureStrategy? strategy = this; strategy is not null; strategy = strategy.Then)
        {
            if (strategy.Kind == FailureStrategyKind.Retry && strategy.Count is < 1 or > MostRetries)
            {
                yield return $"retries {strategy.Count} times; 1 to {MostRetries} are possible.";
            }

            if (strategy.Kind == FailureStrategyKind.Intervene && !DefinitionErrors.IsTime(strategy.Time))
            {
                yield return $"gives a person {strategy.Time} to pick; {DefinitionErrors.PossibleTimes}";
            }

            if (strategy.Backoff?.FindError() is { } error)
            {
                yield return error;
            }
        }
    }
}
