using System.Security.Claims;
using Orchestration.Executions;
using Orchestration.Model;

namespace Orchestration.Engine;

/// <summary>Keeps who started an execution, so that its code can act with the same rights after a restart too.</summary>
internal static class Starter
{
    public static IReadOnlyList<StarterIdentity> ToIdentities(Caller caller) => ReferenceEquals(caller, Caller.Anonymous)
        ? []
        : [.. caller.Principal.Identities.Select(ToIdentity)];

    public static ClaimsPrincipal ToPrincipal(ExecutionStarted start) => start.Starter.Count == 0
        ? new ClaimsPrincipal(new ClaimsIdentity())
        : new ClaimsPrincipal(start.Starter.Select(ToIdentity));

    private static StarterIdentity ToIdentity(ClaimsIdentity identity) => new(
        identity.AuthenticationType,
        identity.NameClaimType == ClaimsIdentity.DefaultNameClaimType ? null : identity.NameClaimType,
        identity.RoleClaimType == ClaimsIdentity.DefaultRoleClaimType ? null : identity.RoleClaimType,
        [.. identity.Claims.Select(claim => new StarterClaim(claim.Type, claim.Value))]);

    /// <summary>Authenticated if it was: an identity without authentication has no authentication type.</summary>
    private static ClaimsIdentity ToIdentity(StarterIdentity identity) => new(
        identity.Claims.Select(claim => new Claim(claim.Type, claim.Value)),
        identity.AuthenticationType,
        identity.NameType,
        identity.RoleType);
}
