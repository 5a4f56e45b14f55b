namespace Orchestration.Permissions;

/// <summary>
/// Says who may do what. Asked once for each command, and for each stage that a resume or a retry will run, before anything else is told.
/// An implementation is called from many threads at once. If it throws, the answer is no.
/// </summary>
public interface IPermissionEvaluator
{
    /// <summary>Whether the caller may.</summary>
    /// <param name="request">Who, what, where.</param>
    /// <param name="cancellationToken">Ends the question together with the caller's call.</param>
    ValueTask<bool> IsAllowedAsync(PermissionRequest request, CancellationToken cancellationToken);
}
