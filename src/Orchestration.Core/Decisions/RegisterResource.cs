using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>An action registers what it creates: accepted in every status, from orphans too, so that nothing is left behind unlisted.</summary>
internal static class RegisterResource
{
    public static void Decide(Draft draft, int actionIndex, int attempt, string kind, string key, string? data)
    {
        ActionStructure action = draft.State.ActionAt(actionIndex);
        draft.Emit(new ResourceRegistered
        {
            Stage = action.Stage.Name,
            Action = action.Name,
            ActionIndex = actionIndex,
            Attempt = attempt,
            Kind = kind,
            Key = key,
            Data = data,
        });
    }
}
