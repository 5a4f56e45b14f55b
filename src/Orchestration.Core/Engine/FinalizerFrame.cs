using System.Diagnostics.CodeAnalysis;
using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Engine;

/// <summary>What a finalizer is given.</summary>
internal sealed class FinalizerFrame(CleanupRun run, FinalizerStarted started) : FinalizerContext, IFinalizerFrame
{
    /// <summary>Kept, for code that runs on after the execution was closed without it, and opened again.</summary>
    private readonly FinalizingStarted _finish = run.Live.State!.Finish!;

    public override ExecutionId ExecutionId => run.Live.Id;

    public override string Pipeline => State.Structure.Name;

    public override string Finalizer => started.Finalizer;

    public override IReadOnlyDictionary<string, string> Labels => Orchestration.Labels.Merge(State.Structure.Labels, State.Start.Labels);

    public override IServiceProvider Services => run.Scope.Services;

    public override ExecutionStatus Outcome => _finish.Status;

    public override ReasonCode Reason => _finish.Reason;

    public override IReadOnlyList<Resource> Resources => run.LeftBehind;

    public FinalizerContext Context => this;

    private ExecutionState State => run.Live.State!;

    private ValueReader Values => new(run.Live, State.Structure.Actions.Length);

    public override T Input<T>() => Values.Input<T>();

    public override T Output<T>(ActionRef<T> action) => Values.Output(action);

    public Task RunAsync() => run.Live.Pipeline!.Parts.Finalizers[started.Index].RunAsync(this, run.Signals.Token)
        ?? throw new InvalidOperationException("The finalizer returned no task.");

    T IFinalizerFrame.Create<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>() => run.Scope.Create<T>();
}
