namespace Orchestration;

/// <summary>Releases what a closed execution left behind. What fails stays on the list, and the command can be sent again.</summary>
public sealed record ReleaseResourcesRequest : CommandRequest;
