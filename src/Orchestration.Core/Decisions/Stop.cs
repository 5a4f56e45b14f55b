using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>CodePipeline's stop: the whole execution, which closes as stopped.</summary>
internal static class Stop
{
    public static OrchestrationException? Check(ExecutionState state, StopMode mode) =>
        Stopping.Check(state, Verb.Stop, mode, IntentOutcome.Stopped, stage: null);

    public static Verdict Decide(Draft draft, StopRequest request, TimeSpan grace, CommandBy by) =>
        Stopping.Decide(draft, Verb.Stop, request, IntentOutcome.Stopped, stage: null, grace, by, Check(draft.State, request.Mode));
}
