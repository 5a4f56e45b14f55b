namespace Orchestration.Definitions;

/// <summary>A <c>When</c>: may its stage or action be entered?</summary>
internal delegate ValueTask<bool> Condition(ConditionContext context, CancellationToken cancellationToken);
