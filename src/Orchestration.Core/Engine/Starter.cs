using System.Security.Claims;
using Orchestration.Model;

namespace Orchestration.Engine;

/// <summary>Keeps who started an execution, so that its code can act with the same rights after a restart too.</summary>
internal static class StarterIdentity
{
    private const string AuthenticationType = "Orchestration.Starter";

    public static IReadOnlyList<StarterClaim> ToClaims(Caller caller) => ReferenceEquals(caller, Caller.Anonymous)
        ? []
        : [.. caller.Principal.Claims.Select(claim => new StarterClaim(claim.Type, claim.Value))];

    public static ClaimsPrincipal ToPrincipal(ExecutionStarted start) => start.Claims.Count == 0
        ? new ClaimsPrincipal(new ClaimsIdentity())
        : new ClaimsPrincipal(new ClaimsIdentity(start.Claims.Select(claim => new Claim(claim.Type, claim.Value)), AuthenticationType));
}
