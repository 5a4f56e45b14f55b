using System.Security.Claims;

namespace Orchestration.Model;

/// <summary>Who asks, and the name under which the audit and the history know them.</summary>
internal sealed record Caller(ClaimsPrincipal Principal, string Actor, bool IsSystem = false)
{
    /// <summary>Throws where the caller is code that was fenced and may not act any more; null for all others.</summary>
    public Action? EnsureMayAct { get; init; }

    public const string SystemActor = "system";
    public const string AnonymousActor = "anonymous";

    public static Caller Anonymous { get; } = new(new ClaimsPrincipal(new ClaimsIdentity()), AnonymousActor);

    public static Caller System { get; } = new(new ClaimsPrincipal(new ClaimsIdentity()), SystemActor, IsSystem: true);

    public static Caller Of(ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        string? name = principal.Identity?.Name
            ?? principal.FindFirst(ClaimTypes.NameIdentifier)?.Value
            ?? principal.FindFirst("sub")?.Value;
        return new Caller(principal, string.IsNullOrWhiteSpace(name) ? AnonymousActor : name);
    }
}
