namespace Greeter;

/// <summary>What /health answers.</summary>
public sealed record Health(string Status, string Version);
