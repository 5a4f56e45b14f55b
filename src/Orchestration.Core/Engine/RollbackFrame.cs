using System.Diagnostics.CodeAnalysis;
using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Engine;

/// <summary>What the code is given that undoes an action.</summary>
internal sealed class RollbackFrame(CleanupRun run, RollbackStarted started) : RollbackContext, IRollbackFrame
{
    public override ExecutionId ExecutionId => run.Live.Id;

    public override string Pipeline => State.Structure.Name;

    public override string Stage => started.Stage;

    public override string Action => started.Action;

    public override IReadOnlyDictionary<string, string> Labels => Values.LabelsOf(Structure.Stage);

    public override IServiceProvider Services => run.Scope.Services;

    public override CancellationToken StopRequested => run.Signals.StopRequested;

    public override StopReason? StopReason => run.Signals.Reason;

    public override IReadOnlyList<Resource> Resources =>
        [.. run.LeftBehind.Reverse()];

    public RollbackContext Context => this;

    private ExecutionState State => run.Live.State!;

    private ActionStructure Structure => State.Structure.Actions[started.ActionIndex];

    /// <summary>Of all actions before it, and its own.</summary>
    private ValueReader Values => new(run.Live, started.ActionIndex + 1);

    public override T Input<T>() => Values.Input<T>();

    public override T Output<T>(ActionRef<T> action) => Values.Output(action);

    public override T Result<T>() => Values.Result<T>(started.ActionIndex);

    public Task RunAsync() => run.Live.Pipeline!.Parts.Actions[started.ActionIndex].Rollback!(this, run.Signals.Token)
        ?? throw new InvalidOperationException("The rollback returned no task.");

    T IRollbackFrame.Create<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>() => run.Scope.Create<T>();
}
