namespace Orchestration;

/// <summary>What a freed stage would lead to.</summary>
/// <param name="Stage">The stage that the command frees, at once or when what runs in it has ended.</param>
/// <param name="Next">The waiting execution that would enter it.</param>
/// <param name="PreventedBy">The verb that, sent first for this stage, would keep it out: <see cref="Verb.DisableGate"/>.</param>
public sealed record StageHandOver(string Stage, ExecutionId Next, Verb PreventedBy = Verb.DisableGate);
