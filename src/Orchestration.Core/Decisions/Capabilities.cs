namespace Orchestration;

/// <summary>Every verb as it would be answered now to one caller.</summary>
/// <param name="Version">The version of the execution that was asked.</param>
/// <param name="Verbs">Stop and abort in each mode, abort of each stage, retry, resume and reapply of each stage, mark as failed of each stage; pause, unpause and release; abort and mark of each action that is in progress or may be aborted, interventions, and answers to each approval that was asked for.</param>
public sealed record Capabilities(long Version, IReadOnlyList<Capability> Verbs)
{
    /// <summary>The first that matches.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="mode">The mode; any where null.</param>
    /// <param name="stage">The stage; the whole execution, or any, where null.</param>
    /// <param name="action">The action; the whole stage, or any, where null.</param>
    public Capability this[Verb verb, StopMode? mode = null, string? stage = null, string? action = null] =>
        Verbs.First(one => one.Verb == verb
            && (mode is null || one.Mode == mode)
            && (stage is null || one.Stage == stage)
            && (action is null || one.Action == action));
}
