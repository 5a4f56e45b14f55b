using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Exploration.Rules;

namespace Orchestration.Exploration.Invariants;

/// <summary>
/// No child is recorded and no attempt of one begins below what is asked to end or ends by itself. Its parent's code runs when it is recorded,
/// and its parent has begun no other attempt when one of it begins.
/// </summary>
internal sealed class NothingStartsBelowEnd : IEventInvariant
{
    public string? Check(EventStep step)
    {
        if (step.Event is not (ActionAdded or ActionStarted or ActionReused))
        {
            return null;
        }

        int index = ((ActionEvent)step.Event).ActionIndex;
        ActionStructure action = step.After.ActionAt(index);
        if (action.Parent is not { } parent)
        {
            return step.Event is ActionStarted && TreeRule.OpenBelow(step.Before, index).FirstOrDefault() is { } open ? $"action {open.Index} of an earlier attempt is open." : null;
        }

        ActionState above = step.Before.Actions[parent];
        return TreeRule.AttemptOf(step.After, action) != above.Attempt ? $"it is of attempt {TreeRule.AttemptOf(step.After, action)} of its parent, which has begun attempt {above.Attempt}."
            : step.Event is ActionAdded && !TreeRule.RunsCode(step.Before, parent) ? $"the code of its parent has returned, which is {above.Status}."
            : step.Before.Mark is not null || step.Before.Intent is not null ? "its stage or its execution is asked to end."
            : TreeRule.Ends(step.After, index).FirstOrDefault() is { } end ? $"action {end.ActionIndex} ends as {end.Outcome}."
            : null;
    }
}
