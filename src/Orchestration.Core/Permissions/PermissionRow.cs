using System.Collections.Frozen;
using System.Security.Claims;

namespace Orchestration.Permissions;

/// <summary>A copy of a grant, made for look-ups.</summary>
internal sealed class PermissionRow(PermissionGrant grant)
{
    private const string EnvironmentLabel = "environment";
    private const string ApplicationLabel = "application";

    private readonly string _role = grant.Role;
    private readonly FrozenSet<Permission> _permissions = grant.Permissions.ToFrozenSet();
    private readonly FrozenSet<string>? _pipelines = grant.Pipelines?.ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<string>? _environments = grant.Environments?.ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<string>? _applications = grant.Applications?.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether it is about what is asked for, whoever asks.</summary>
    public bool Matches(PermissionRequest request) =>
        _permissions.Contains(request.Permission)
        && IsWithin(_pipelines, request.Pipeline)
        && IsWithin(_environments, request.Labels.GetValueOrDefault(EnvironmentLabel))
        && IsWithin(_applications, request.Labels.GetValueOrDefault(ApplicationLabel));

    /// <summary>Whether an authenticated caller has it.</summary>
    public bool IsHeldBy(ClaimsPrincipal authenticated) => _role == PermissionGrant.Authenticated || authenticated.IsInRole(_role);

    private static bool IsWithin(FrozenSet<string>? limit, string? value) => limit is null || (value is not null && limit.Contains(value));
}
