namespace Orchestration;

/// <summary>
/// Aborts one action, with everything below it: one that is declared abortable (Harness: abort step, abort verification), or a child that code
/// has started (Flyte: external abort). It counts as a failure that is not retried: its strategy lets the stage go on, or stage and execution
/// fail; the failure of a child belongs to the code that awaits it.
/// </summary>
/// <param name="Stage">The name of its stage.</param>
/// <param name="Action">Its name; that of a child is its path in the stage, such as <c>root/train-2</c>, and means the newest of this path.</param>
public sealed record AbortActionRequest(string Stage, string Action) : EndingRequest(StopMode.Cancel)
{
    /// <summary>The action's number in the execution, where it is addressed by that; stage and name count for nothing then.</summary>
    public int? ActionId { get; init; }

    /// <summary>Aborts the action of this number; see <see cref="ActionSnapshot.Id"/>.</summary>
    /// <param name="id">The number.</param>
    public static AbortActionRequest ById(int id) => new(string.Empty, string.Empty) { ActionId = id };

    /// <summary>What the abort counts as; the action stays aborted by default. A child, and the action of a root run, can't be resolved.</summary>
    public AbortResolution Resolution { get; init; }
}
