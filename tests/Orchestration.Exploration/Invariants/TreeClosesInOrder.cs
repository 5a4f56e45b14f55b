using Orchestration.Definitions;
using Orchestration.Exploration.Rules;

namespace Orchestration.Exploration.Invariants;

/// <summary>
/// The root of a tree closes behind everything below it; so does an action that is asked to end or is signalled with what is above it, and one of
/// which another attempt follows. Any other closes behind the children whose lifetime ends with it.
/// </summary>
internal sealed class TreeClosesInOrder : IEventInvariant
{
    public string? Check(EventStep step)
    {
        if (step.Event is not (ActionClosed or ActionRetrying))
        {
            return null;
        }

        int index = ((ActionEvent)step.Event).ActionIndex;
        bool behindAll = step.Event is ActionRetrying || !step.Before.ActionAt(index).IsChild
            || step.Before.Intents?.ContainsKey(index) == true || TreeRule.Above(step.Before, index).Any(end => end.Mode != StopMode.Wait)
            || step.Before.Intent is { IsEffective: true, Mode: not StopMode.Wait };
        ActionStructure? open = TreeRule.OpenBelow(step.Before, index, child => behindAll || (child.Parent == index && TreeRule.LifetimeOf(step.Before, child) != ActionLifetime.Root)).FirstOrDefault();
        return open is null ? null : $"action {open.Index} below it is {step.Before.Actions[open.Index].Status}.";
    }
}
