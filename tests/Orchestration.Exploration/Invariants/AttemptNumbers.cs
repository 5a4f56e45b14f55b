using Orchestration.Executions;

namespace Orchestration.Exploration.Invariants;

/// <summary>Attempts of an action are numbered from 1 without gaps, and carry the epoch of their host.</summary>
internal sealed class AttemptNumbers : IEventInvariant
{
    public string? Check(EventStep step)
    {
        if (step.Event is ApprovalRequested asked)
        {
            int last = step.Before.Actions[asked.ActionIndex].Attempt;
            return asked.Attempt == last + 1 ? null : $"asking {asked.Attempt} follows asking {last}.";
        }

        if (step.Event is not ActionStarted started)
        {
            return null;
        }

        ActionState before = step.Before.Actions[started.ActionIndex];
        if (started.Attempt != before.Attempt + 1)
        {
            return $"attempt {started.Attempt} follows attempt {before.Attempt}.";
        }

        return started.Epoch == step.World.Epoch ? null : $"its epoch is {started.Epoch}, the host's {step.World.Epoch}.";
    }
}
