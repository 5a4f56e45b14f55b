using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>Asks every verb's check, without deciding anything.</summary>
internal static class ListCapabilities
{
    public static IEnumerable<Capability> Of(ExecutionState state, IReadOnlyList<ExecutionState> ancestors, CurrentDefinition definition)
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
                yield return Make(Verb.RetryStage, mode: null, stage.Name, retry, RetryStage.Check(state, stage.Name, retry, definition));
            }

            yield return Make(Verb.Resume, mode: null, stage.Name, retry: null, Resume.Check(state, stage.Name, input: null, ancestors, definition));
        }
    }

    private static Capability Make(Verb verb, StopMode? mode, string? stage, StageRetryMode? retry, OrchestrationException? refusal) =>
        new(verb, mode, stage, retry, refusal?.Code, refusal?.Message);
}
