using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Moves;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Invariants;

/// <summary>An accepted command sent again, at any later time, returns its receipt and changes nothing; its id with another content is a conflict.</summary>
internal sealed class SameCommandHasOneEffect : ICommitInvariant
{
    public string? Check(Turn turn, World after)
    {
        foreach (Sent sent in after.Accepted)
        {
            if (Check(after, after.State, sent) is { } wrong)
            {
                return wrong;
            }
        }

        return CheckResume(after) ?? CheckStart(after.State);
    }

    private static string? CheckResume(World world) => world.Ancestors switch
    {
        [{ ContinuedBy: { } continued } resumed, ..] => Check(
            world with { Ancestors = world.Ancestors.RemoveAt(0) },
            resumed,
            new Sent(new ResumeMove { Stage = continued.FromStage }, new CommandBy(continued.CommandId, continued.Actor))),
        _ => null,
    };

    private static string? CheckStart(ExecutionState state)
    {
        if (state.Start.Lineage.ResumedFrom is not null)
        {
            return null;
        }

        Verdict again = Start.DecideRepeated(state, state.Start);
        return again.Refusal is null && again.Receipt == state.Start.CommandId ? null : "the start sent again is refused.";
    }

    private static string? Check(World world, ExecutionState state, Sent sent)
    {
        Draft draft = new(state.Clone(), world.Now, world.Epoch, !world.IsDraining);
        Verdict again = sent.Move.Decide(draft, world, sent.By).Verdict;
        if (draft.Events.Count > 0 || again.Refusal is not null || again.Receipt != sent.By.Id)
        {
            return $"{sent.Move} sent again with its id {(draft.Events.Count > 0 ? "has another effect" : $"is answered {again.Refusal?.Code.ToString() ?? "with another receipt"}")}.";
        }

        Verdict other = (sent.Move with { Reason = "another" }).Decide(draft, world, sent.By).Verdict;
        return draft.Events.Count == 0 && other.Refusal?.Code == ErrorCode.Conflict
            ? null
            : $"the id of {sent.Move} with another reason is answered {other.Refusal?.Code.ToString() ?? "with a receipt"}.";
    }
}
