using Orchestration.Executions;

namespace Orchestration.Exploration.Invariants;

/// <summary>
/// Finalizers run, each once and in their order, at the end of executions that succeed, fail, expire or are rejected, and of those that are
/// asked to run them; of no others. An abandon ends them, and a missing definition. The same for releases by policy.
/// </summary>
internal sealed class FinalizersRun : IEventInvariant
{
    public string? Check(EventStep step) => step.Event switch
    {
        FinalizingStarted e => e.RunsFinalizers == MustRun(step.Before, e.Status) ? null : $"the execution is to be {e.Status}, and finalizers are {(e.RunsFinalizers ? "run" : "not run")}.",
        FinalizerStarted e => step.Before is { Finish: { RunsFinalizers: true }, Closed: null } && e.Index == (step.Before.Finalizers?.Count ?? 0) ? null : "it is not its turn.",
        ReleaseStarted e when step.Before is { Status: ExecutionStatus.Finalizing, Step: null } => Releases(step.Before, e),
        ExecutionClosed { Status: not (ExecutionStatus.Superseded or ExecutionStatus.Invalidated) } e => Closes(step.Before, e),
        _ => null,
    };

    private static bool MustRun(ExecutionState before, ExecutionStatus status)
    {
        bool endsByItself = status is ExecutionStatus.Succeeded or ExecutionStatus.Failed or ExecutionStatus.Expired or ExecutionStatus.Rejected;
        return before.Structure.Finalizers is { Length: > 0 } && (endsByItself || before.Intent is { RunsFinalizers: true });
    }

    private static string? Releases(ExecutionState before, ReleaseStarted e)
    {
        FinalizingStarted finish = before.Finish!;
        ResourceState? next = before.Resources.LastOrDefault(resource => IsOwed(before, resource, finish));
        bool areDone = !finish.RunsFinalizers || before.Finalizers?.Count == before.Structure.Finalizers!.Length;
        return !areDone ? "a finalizer has not run." : next?.Registered.Key != e.Key || next.Registered.Kind != e.Kind ? $"{next?.Registered.Key ?? "none"} is to be released." : null;
    }

    private static string? Closes(ExecutionState before, ExecutionClosed e)
    {
        if (before.Finish is not { } finish)
        {
            return MustRun(before, e.Status) ? "its finalizers did not run."
                : before.Resources.Exists(resource => resource.Release is not { Failure: null } && HasPolicy(before, resource, e.Status)) ? "a resource is not released."
                : null;
        }

        bool isGivenUp = before.Missing is not null || before.Intent?.Command.Sequence > finish.Sequence;
        return isGivenUp ? null
            : finish.RunsFinalizers && before.Finalizers?.Count != before.Structure.Finalizers!.Length ? "a finalizer did not run."
            : before.Resources.Exists(resource => IsOwed(before, resource, finish)) ? "a resource is not released."
            : null;
    }

    private static bool IsOwed(ExecutionState before, ResourceState resource, FinalizingStarted finish) =>
        resource.Release is not { Failure: null } && !(resource.Release?.Sequence > finish.Sequence) && HasPolicy(before, resource, finish.Status);

    private static bool HasPolicy(ExecutionState before, ResourceState resource, ExecutionStatus status)
    {
        ReleasePolicy policy = before.Structure.Release?.Of(resource.Registered.Kind) ?? ReleasePolicy.Never;
        return status switch
        {
            ExecutionStatus.Succeeded => policy is ReleasePolicy.OnSuccess or ReleasePolicy.Always,
            ExecutionStatus.Failed or ExecutionStatus.Expired or ExecutionStatus.Rejected => policy is ReleasePolicy.OnFailure or ReleasePolicy.Always,
            _ => false,
        };
    }
}
