namespace Orchestration.Engine;

/// <summary>What most attempts never ask for, in one object that they don't have either.</summary>
internal sealed class AttemptExtras
{
    public AttemptScope? Scope { get; set; }

    public AttemptChildren? Children { get; set; }
}
