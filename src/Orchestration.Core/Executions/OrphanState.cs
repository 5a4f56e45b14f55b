namespace Orchestration.Executions;

/// <summary>Code that still ran when nobody waited for it any more: that of an attempt, or the code that undoes it.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="AbandonedAt">When it was closed, or its rollback given up.</param>
/// <param name="Returned">When it returned; null where it was not seen to.</param>
/// <param name="RollbackEpoch">The owner that ran its rollback; null where the attempt itself is the orphan.</param>
internal sealed record OrphanState(ActionStarted Attempt, DateTimeOffset AbandonedAt, OrphanReturned? Returned = null, long? RollbackEpoch = null)
{
    public bool IsRollback => RollbackEpoch is not null;

    /// <summary>The owner on whose host it runs.</summary>
    public long Epoch => RollbackEpoch ?? Attempt.Epoch;

    /// <summary>It is the code of this attempt, or of its rollback, and has not returned.</summary>
    public bool IsAwaited(int action, int attempt, bool isRollback) =>
        Returned is null && Attempt.ActionIndex == action && Attempt.Attempt == attempt && IsRollback == isRollback;
}
