namespace Orchestration;

/// <summary>
/// Aborts one action that is declared abortable (Harness: abort step, abort verification). It counts as a failure that is not retried: its
/// strategy lets the stage go on, or stage and execution fail.
/// </summary>
/// <param name="Stage">The name of its stage.</param>
/// <param name="Action">Its name.</param>
public sealed record AbortActionRequest(string Stage, string Action) : EndingRequest(StopMode.Cancel)
{
    /// <summary>What the abort counts as; the action stays aborted by default.</summary>
    public AbortResolution Resolution { get; init; }
}
