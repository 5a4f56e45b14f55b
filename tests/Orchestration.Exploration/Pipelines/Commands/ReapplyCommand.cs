using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Invariants;
using Orchestration.Exploration.Pipelines.Definitions;
using Orchestration.Exploration.Pipelines.Worlds;

namespace Orchestration.Exploration.Pipelines.Commands;

/// <summary>A stage runs again as an earlier execution ran it.</summary>
internal sealed record ReapplyCommand(int Member, int Stage) : Command
{
    public override string Kind => "Reapply";

    public override Trouble? Spends => Trouble.Reapply;

    public override int Addressee => Member;

    public override void Decide(ScopeTurn turn, CommandBy by, Inspector inspector)
    {
        Participant one = turn.Enter(Member);
        ExecutionState state = one.Draft.State;
        string stage = state.Structure.Stages[Stage].Name;
        bool isPossible = turn.World.IsScoped
            && state.Start.Reapplies is null
            && state.Stages[Stage].Status == StageStatus.Succeeded
            && !Array.Exists(state.Stages[..(Stage + 1)], stage => stage.IsRolledBack)
            && turn.Locks.Find(stage)?.Holder is null;
        Verdict verdict = Reapply.Decide(
            one.Draft,
            new ReapplyRequest(stage),
            turn.World.Members[Member].Ancestors,
            new CurrentDefinition(state.Start.Fingerprint),
            turn.World.IsScoped ? turn.Locks : null,
            by,
            [],
            out Draft? next);
        if (isPossible ? next is null : verdict.Refusal?.Code != ErrorCode.UnableToReapply || next is not null)
        {
            inspector.Report("ReappliesWhatSucceeded", $"{stage} of {state.Id} is answered {verdict.Refusal?.Code.ToString() ?? "with a receipt"}.");
        }

        if (next is not null)
        {
            turn.Create(next, one);
        }
    }
}
