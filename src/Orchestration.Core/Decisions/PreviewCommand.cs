using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;
using Orchestration.Pipelines;
using Orchestration.Snapshots;

namespace Orchestration.Decisions;

/// <summary>Runs the decision of a command on a copy, and reads off what it means for each action.</summary>
internal static class PreviewCommand
{
    /// <summary>The dispositions, or the refusal that the command would meet. The draft is of a copy and thrown away.</summary>
    public static OrchestrationException? Decide(
        Draft draft,
        CommandRequest command,
        TimeSpan grace,
        Payload? input,
        IReadOnlyList<ExecutionState> ancestors,
        CurrentDefinition definition,
        PipelineState? pipeline,
        bool allowsMarkFailed,
        out Preview? preview)
    {
        ExecutionState before = draft.State.Clone();
        CommandBy nobody = new(Guid.Empty, string.Empty);
        Draft? next = null;
        Verdict verdict = command switch
        {
            StopRequest stop => Stop.Decide(draft, stop, grace, nobody),
            AbortRequest abort => Abort.Decide(draft, abort, grace, nobody),
            RetryStageRequest retry => RetryStage.Decide(draft, retry, definition, pipeline, nobody),
            ResumeRequest resume => Resume.Decide(draft, resume, input, ancestors, definition, nobody, [], out next),
            AbortActionRequest abort => AbortAction.Decide(draft, abort, grace, nobody),
            MarkFailedRequest mark => MarkFailed.Decide(draft, mark, grace, nobody, allowsMarkFailed),
            InterveneRequest intervene => Intervene.Decide(draft, intervene, nobody),
            PauseRequest pause => Pause.Decide(draft, pause, nobody),
            UnpauseRequest unpause => Unpause.Decide(draft, unpause, nobody),
            ReleaseResourcesRequest release => ReleaseResources.Decide(draft, release, nobody),
            ApproveRequest approve => AnswerApproval.Decide(draft, Verb.Approve, approve, nobody),
            RejectRequest reject => AnswerApproval.Decide(draft, Verb.Reject, reject, nobody),
            ReapplyRequest reapply => Reapply.Decide(draft, reapply, ancestors, definition, pipeline, nobody, [], out next),
            RerunRequest rerun => Rerun.Preview(draft.State, rerun, input, definition.Newest),
            _ => throw new ArgumentException($"A {command.GetType().Name} can't be previewed.", nameof(command)),
        };

        preview = verdict.Refusal is null
            ? new Preview(
                before.Version,
                [.. Nodes(command, before).Select(action => OfAction(command, before, draft.State, next?.State, action))],
                [.. before.LeftBehind.Select(resource => Snapshot.OfResource(before.Id, resource))])
            {
                HandOvers = command is StoppingRequest ? HandOversOf(before.Id, pipeline) : [],
                PreventedFinalizers = PreventedBy(command, before, draft.State),
            }
            : null;
        return verdict.Refusal;
    }

    /// <summary>The declared actions, and the child actions that are open, or that a rerun does not run again.</summary>
    private static IEnumerable<ActionStructure> Nodes(CommandRequest command, ExecutionState before) => before.Structure.Actions.Concat(
        command is RerunRequest { ReuseSucceeded: true } rerun
            ? Rerun.Results(before, rerun.Force).Select(result => before.FindAction(before.Structure.Stages[0], result.Action)).OfType<ActionStructure>()
            : before.OpenChildren().Reverse());

    private static StageHandOver[] HandOversOf(ExecutionId execution, PipelineState? pipeline) =>
    [
        .. (pipeline?.Lines ?? [])
            .Where(line => line.Holder?.Execution == execution && HandOver.Next(line) is not null)
            .Select(line => new StageHandOver(line.Stage, HandOver.Next(line)!.Value)),
    ];

    private static ActionPreview OfAction(CommandRequest command, ExecutionState before, ExecutionState after, ExecutionState? next, ActionStructure action)
    {
        ActionState state = before.Actions[action.Index];
        ActionStatus status = state.Status;
        Disposition disposition = command is RerunRequest
            ? action.IsChild ? Disposition.Reuse : Disposition.Run
            : next is not null
            ? InNewExecution(next.Actions[action.Index].Status)
            : command is StoppingRequest
                ? UnderIntent(state, after.Intent!, action.IsChild, before.HasReturned(action.Index))
                : AskedBy(after, action) is { } asked && asked != AskedBy(before, action) && !status.IsClosed()
                    ? before.HasReturned(action.Index) ? Disposition.Drain : ByMode(asked.Mode)
                    : command is RetryStageRequest && state.IsUnstarted
                        ? Disposition.Run
                        : Otherwise(state, after.Actions[action.Index]);
        return new ActionPreview(action.Stage.Name, action.Name, status, disposition);
    }

    /// <summary>What ends an action, for itself or with one above it.</summary>
    private static ActionIntent? AskedBy(ExecutionState state, ActionStructure action) => state.FindIntent(action.Index) ?? state.FindAbove(action.Index);

    private static Disposition InNewExecution(ActionStatus status) =>
        status == ActionStatus.NotRun ? Disposition.NotRun : status.IsClosed() ? Disposition.Reuse : Disposition.Run;

    private static Disposition UnderIntent(ActionState action, Intent intent, bool isChild, bool hasReturned)
    {
        if (action.Status.IsClosed())
        {
            return Disposition.Unchanged;
        }

        if (hasReturned)
        {
            return Disposition.Drain;
        }

        if (!action.IsInProgress)
        {
            return isChild ? Disposition.Close : Disposition.NotRun;
        }

        return ByMode(intent.Mode);
    }

    private static Disposition ByMode(StopMode mode) =>
        mode == StopMode.Wait ? Disposition.Drain : mode == StopMode.Cancel ? Disposition.Signal : Disposition.Abandon;

    private static Disposition Otherwise(ActionState before, ActionState after)
    {
        if (before.Status != after.Status && after.Status == ActionStatus.NotRun)
        {
            return Disposition.NotRun;
        }

        if (!before.Status.IsClosed() && after.Status.IsClosed())
        {
            return before.Status.IsInFlight() ? Disposition.Abandon : Disposition.Close;
        }

        bool isLeft = before.Status == after.Status && before.Attempt == after.Attempt && (before.Status.IsClosed() || before.IsInProgress);
        return isLeft || before.IsUnstarted == after.IsUnstarted && before.Status == after.Status ? Disposition.Unchanged : Disposition.Run;
    }

    private static string[] PreventedBy(CommandRequest command, ExecutionState before, ExecutionState after)
    {
        bool prevents = command is StoppingRequest && after.Intent is { RunsFinalizers: false };
        return prevents ? [.. (before.Structure.Finalizers ?? []).Skip(before.Finish is null ? 0 : before.Finalizers?.Count ?? 0).Select(finalizer => finalizer.Name)] : [];
    }
}
