namespace Orchestration.Permissions;

/// <summary>Allows everything to everybody: the default, for hosts that check at their own border.</summary>
internal sealed class AllowAllPermissions : IPermissionEvaluator
{
    public ValueTask<bool> IsAllowedAsync(PermissionRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(true);
}
