namespace Orchestration.Executions;

/// <summary>One identity of the user who started an execution.</summary>
/// <param name="AuthenticationType">How it was authenticated; null where it was not.</param>
/// <param name="NameType">The type of the claims that name it; the framework's own where null.</param>
/// <param name="RoleType">The type of the claims that are its roles; the framework's own where null.</param>
/// <param name="Claims">Its claims.</param>
internal sealed record StarterIdentity(string? AuthenticationType, string? NameType, string? RoleType, IReadOnlyList<StarterClaim> Claims);
