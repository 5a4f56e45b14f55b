using Orchestration.Lifecycles;

namespace Orchestration.Executions;

/// <summary>What the asking for an intervention, and its answer, change.</summary>
internal static class ApplyIntervention
{
    public static void To(ExecutionState state, ref ActionState action, ActionEvent happened)
    {
        if (happened is InterventionRequested asked)
        {
            ApplyToAction.Move(state, asked.ActionIndex, ActionTrigger.AskIntervention);
            action.WaitsFor = ActionWait.Intervention;
            Requested(state, asked);
            ApplyIntent.EndAttempt(state, asked.ActionIndex);
        }
        else if (happened is InterventionAnswered answered)
        {
            Answered(state, answered);
        }
    }

    private static void Requested(ExecutionState state, InterventionRequested e)
    {
        state.Interventions ??= [];
        state.Interventions.RemoveAll(asked => asked.ActionIndex == e.ActionIndex);
        state.Interventions.Add(e);
    }

    private static void Answered(ExecutionState state, InterventionAnswered e) => state.Commands.Add(new AcceptedCommand(
        e.CommandId, Verb.Intervene, e.Stage, e.Actor, e.Reason, e.At, e.Sequence, CommandContent.Of(e), EffectiveAt: e.At, Action: e.Action));
}
