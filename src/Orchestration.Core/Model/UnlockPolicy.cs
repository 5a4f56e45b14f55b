namespace Orchestration;

/// <summary>When a stage that has closed is free for the next execution. The values are stable: they are stored.</summary>
public enum UnlockPolicy
{
    /// <summary>At once, though abandoned code of it may still run. The default, as with CodePipeline.</summary>
    Immediate = 0,

    /// <summary>When the stage's abandoned code has returned; code of a host that has ended counts as returned.</summary>
    AfterOrphansSettle = 1,
}
