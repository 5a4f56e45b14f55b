using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Pipelines;

namespace Orchestration.Decisions;

/// <summary>Asks every verb's check, without deciding anything.</summary>
internal static class ListCapabilities
{
    public static IEnumerable<Capability> Of(
        ExecutionState state, IReadOnlyList<ExecutionState> ancestors, CurrentDefinition definition, PipelineState? pipeline)
    {
        foreach (StopMode mode in Enum.GetValues<StopMode>())
        {
            yield return Make(Verb.Stop, mode, stage: null, retry: null, Stop.Check(state, mode));
        }

        foreach (StopMode mode in Enum.GetValues<StopMode>())
        {
            yield return Make(Verb.Abort, mode, stage: null, retry: null, Abort.Check(state, mode, stage: null));
        }

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

            yield return Make(Verb.Resume, mode: null, stage.Name, retry: null, Resume.Check(state, stage.Name, input: null, ancestors, definition));
            yield return Make(Verb.Reapply, mode: null, stage.Name, retry: null, Reapply.Check(state, stage.Name, definition, pipeline));
        }

        foreach (ApprovalRequested asked in (state.Approvals ?? []).Select(approval => approval.Request))
        {
            foreach (Verb verb in (Verb[])[Verb.Approve, Verb.Reject])
            {
                yield return Make(verb, mode: null, asked.Stage, retry: null, AnswerApproval.Check(state, verb, asked.Token)) with { Action = asked.Action };
            }
        }
    }

    private static Capability Make(Verb verb, StopMode? mode, string? stage, StageRetryMode? retry, OrchestrationException? refusal) =>
        new(verb, mode, stage, retry, refusal?.Code, refusal?.Message);
}
