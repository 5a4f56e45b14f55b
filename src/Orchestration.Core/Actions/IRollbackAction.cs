namespace Orchestration;

/// <summary>
/// Code that undoes an action that has succeeded (Harness: rollback). An action's class implements it beside its <c>IAction</c>; a delegate's
/// code is given with <see cref="ActionBuilder.OnRollback"/>. An instance of its own serves each rollback: nothing that the attempt kept in
/// fields is there, so read the action's output or what it registered.
/// </summary>
/// <remarks>
/// Rollback runs it for the actions that succeeded, last completed first, one at a time: those that closed as
/// <see cref="ActionStatus.Succeeded"/>, by a strategy or the resolution of an abort too; never those that were skipped or reused. It runs once per rollback, and again after a crash in the middle of it: make it idempotent. What it throws, and a deadline that
/// passes, is recorded beside the failure that led here, and the rest of the rollback goes on.
/// </remarks>
public interface IRollbackAction
{
    /// <summary>Undoes the action. Returning means success; throwing means that the error is recorded; the action counts as rolled back either way, and a retry of the stage runs it again.</summary>
    /// <param name="context">What the rollback is told and may read.</param>
    /// <param name="cancellationToken">Signalled by a stop with <see cref="StopMode.Cancel"/>, when its deadline has passed, at the end of the shutdown grace, and when ownership is lost; never by <see cref="StopMode.Wait"/> or <see cref="StopMode.Abandon"/>.</param>
    Task RollbackAsync(RollbackContext context, CancellationToken cancellationToken);
}
