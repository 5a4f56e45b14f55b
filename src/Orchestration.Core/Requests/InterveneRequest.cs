namespace Orchestration;

/// <summary>Picks what follows the failure of an action that waits for it (Harness: manual intervention).</summary>
/// <param name="Stage">The name of its stage.</param>
/// <param name="Action">Its name.</param>
/// <param name="Choice">What follows.</param>
public sealed record InterveneRequest(string Stage, string Action, Intervention Choice) : CommandRequest;
