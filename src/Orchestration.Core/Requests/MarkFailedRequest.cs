namespace Orchestration;

/// <summary>
/// Marks an action, or the stage in which the execution is, as failed, so that the failure strategy runs: the way to clean up and revert
/// (Harness: mark as failed). Needs the option <see cref="OrchestrationOptions.AllowMarkFailed"/>.
/// </summary>
/// <param name="Stage">The name of the stage.</param>
/// <param name="Action">The action's name; the whole stage where null.</param>
public sealed record MarkFailedRequest(string Stage, string? Action = null) : EndingRequest(StopMode.Cancel);
