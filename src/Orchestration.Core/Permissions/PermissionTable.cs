using System.Security.Claims;

namespace Orchestration.Permissions;

/// <summary>
/// Grants what one of its rows grants, and denies everything else; without rows, everything. Anonymous callers are always denied.
/// Immutable and thread-safe: what happens to the rows or their lists after the construction changes nothing.
/// </summary>
public sealed class PermissionTable : IPermissionEvaluator
{
    private readonly PermissionRow[] _rows;

    /// <summary>Creates a table.</summary>
    /// <param name="grants">The rows, in any order.</param>
    /// <exception cref="PermissionTableException">Rows are wrong; it lists every error.</exception>
    public PermissionTable(IEnumerable<PermissionGrant> grants)
    {
        ArgumentNullException.ThrowIfNull(grants);
        PermissionGrant[] rows = [.. grants];
        PermissionTableRules.Check(rows);
        _rows = [.. rows.Select(grant => new PermissionRow(grant))];
    }

    /// <summary>Whether a row grants it to the caller. Answers at once.</summary>
    /// <param name="request">Who, what, where.</param>
    /// <param name="cancellationToken">Not looked at: there is nothing to wait for.</param>
    public ValueTask<bool> IsAllowedAsync(PermissionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ValueTask.FromResult(IsAllowed(request));
    }

    private bool IsAllowed(PermissionRequest request)
    {
        ClaimsPrincipal? caller = AuthenticatedPart(request.Caller);
        return caller is not null && Array.Exists(_rows, row => row.Matches(request) && row.IsHeldBy(caller));
    }

    /// <summary>The caller without the claims that nobody authenticated; null where nothing is left.</summary>
    private static ClaimsPrincipal? AuthenticatedPart(ClaimsPrincipal caller)
    {
        ClaimsIdentity[] authenticated = [.. caller.Identities.Where(identity => identity.IsAuthenticated)];
        if (authenticated.Length == 0)
        {
            return null;
        }

        // Kept as it is where possible: a derived principal may know its roles better than its claims do.
        return authenticated.Length == caller.Identities.Count() ? caller : new ClaimsPrincipal(authenticated);
    }
}
