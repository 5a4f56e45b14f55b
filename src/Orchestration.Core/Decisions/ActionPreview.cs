namespace Orchestration;

/// <summary>What a command would do to one action.</summary>
/// <param name="Stage">The action's stage.</param>
/// <param name="Action">The action.</param>
/// <param name="Status">Its status now.</param>
/// <param name="Disposition">What would become of it.</param>
public sealed record ActionPreview(string Stage, string Action, ActionStatus Status, Disposition Disposition);
