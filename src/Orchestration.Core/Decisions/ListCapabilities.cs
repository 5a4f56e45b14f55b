using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Pipelines;

namespace Orchestration.Decisions;

/// <summary>Asks every verb's check, without deciding anything.</summary>
internal static class ListCapabilities
{
    public static IEnumerable<Capability> Of(
        ExecutionState state, IReadOnlyList<ExecutionState> ancestors, CurrentDefinition definition, PipelineState? pipeline, bool allowsMarkFailed)
    {
        foreach (StopMode mode in Enum.GetValues<StopMode>())
        {
            yield return Make(Verb.Stop, mode, stage: null, retry: null, Stop.Check(state, mode));
        }

        foreach (StopMode mode in Enum.GetValues<StopMode>())
        {
            yield return Make(Verb.Abort, mode, stage: null, retry: null, Abort.Check(state, mode, stage: null));
        }

        yield return Make(Verb.Pause, mode: null, stage: null, retry: null, Pause.Check(state));
        yield return Make(Verb.Unpause, mode: null, stage: null, retry: null, Unpause.Check(state));
        yield return Make(Verb.ReleaseResources, mode: null, stage: null, retry: null, ReleaseResources.Check(state));
        yield return Make(Verb.Rerun, mode: null, stage: null, retry: null, Rerun.Check(state, reuses: false, [], input: null, definition.Newest));
        foreach (StageStructure stage in state.Structure.Stages)
        {
            foreach (StopMode mode in Enum.GetValues<StopMode>())
            {
                yield return Make(Verb.Abort, mode, stage.Name, retry: null, Abort.Check(state, mode, stage.Name));
            }

            foreach (StageRetryMode retry in Enum.GetValues<StageRetryMode>())
            {
                yield return Make(Verb.RetryStage, mode: null, stage.Name, retry, RetryStage.Check(state, stage.Name, retry, definition, pipeline));
            }

            foreach (StopMode mode in Enum.GetValues<StopMode>())
            {
                yield return Make(Verb.MarkFailed, mode, stage.Name, retry: null, MarkFailed.Check(state, stage.Name, null, mode, allowsMarkFailed));
            }

            yield return Make(Verb.Resume, mode: null, stage.Name, retry: null, Resume.Check(state, stage.Name, input: null, ancestors, definition));
            yield return Make(Verb.Reapply, mode: null, stage.Name, retry: null, Reapply.Check(state, stage.Name, definition, pipeline));
        }

        foreach (Capability ofAction in OfActions(state, allowsMarkFailed))
        {
            yield return ofAction;
        }

        foreach (ApprovalRequested asked in (state.Approvals ?? []).Select(approval => approval.Request))
        {
            foreach (Verb verb in (Verb[])[Verb.Approve, Verb.Reject])
            {
                yield return Make(verb, mode: null, asked.Stage, retry: null, AnswerApproval.Check(state, verb, asked.Token)) with { Action = asked.Action };
            }
        }
    }

    /// <summary>Of the actions that are in progress, and of those that may be aborted on their own.</summary>
    private static IEnumerable<Capability> OfActions(ExecutionState state, bool allowsMarkFailed)
    {
        foreach (ActionStructure action in state.Structure.Actions.Concat(state.OpenChildren()))
        {
            bool isInProgress = state.Actions[action.Index].IsInProgress;
            string stage = action.Stage.Name;
            foreach (StopMode mode in Enum.GetValues<StopMode>())
            {
                if (isInProgress || action.IsAbortable || action.IsChild)
                {
                    yield return Make(Verb.Abort, mode, stage, retry: null, AbortAction.Check(state, action, mode)) with { Action = action.Name };
                }

                if (isInProgress)
                {
                    yield return Make(Verb.MarkFailed, mode, stage, retry: null, MarkFailed.Check(state, stage, action.Name, mode, allowsMarkFailed)) with { Action = action.Name };
                }
            }

            if (state.FindIntervention(action.Index) is not null)
            {
                yield return Make(Verb.Intervene, mode: null, stage, retry: null, Intervene.Check(state, stage, action.Name)) with { Action = action.Name };
            }
        }
    }

    private static Capability Make(Verb verb, StopMode? mode, string? stage, StageRetryMode? retry, OrchestrationException? refusal) =>
        new(verb, mode, stage, retry, refusal?.Code, refusal?.Message);
}
