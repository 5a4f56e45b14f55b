namespace Orchestration.Exploration.Moves;

/// <summary>What a stop and an abort of an execution or a stage have in common.</summary>
internal abstract record StoppingMove(StopMode Mode) : EndingMove(Mode)
{
    public bool RunFinalizers { get; init; }
}
