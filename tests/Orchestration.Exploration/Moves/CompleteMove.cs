using System.Globalization;
using System.Text;
using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

/// <summary>The code of an attempt returns, also that of an orphan.</summary>
internal sealed record CompleteMove(int Action, int Attempt, Ending Ending, bool IsOrphan) : Move
{
    private static readonly Failure Threw = new("Example.Exception", "It failed.");
    private static readonly Failure ThrewForGood = Threw with { IsNonRetryable = true };
    private static readonly Failure Canceled = new("System.OperationCanceledException", "It was cancelled.");

    public override string Kind => IsOrphan ? "Late" : "Complete";

    public override bool IsProgress => !IsOrphan;

    /// <summary>What the engine is told. Each execution, action and attempt has another output.</summary>
    public AttemptResult Result(ExecutionState state) => Ending switch
    {
        Ending.Success => new AttemptResult(null, Output: Output(state)),
        Ending.Failure => new AttemptResult(Threw),
        Ending.FatalFailure => new AttemptResult(ThrewForGood),
        _ => new AttemptResult(Canceled, IsCancellation: true),
    };

    public override Decided Decide(Draft draft, World world, CommandBy by)
    {
        CompleteAttempt.Decide(draft, Action, Attempt, Result(draft.State));
        return new Decided(Verdict.NoEffect);
    }

    public override bool Excludes(Move later) => later is CompleteMove other && other.Action == Action && other.Attempt == Attempt;

    private Payload Output(ExecutionState state)
    {
        int number = (state.Start.Lineage.Iteration * 100_000) + (Action * 100) + Attempt;
        return new Payload(Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
    }
}
