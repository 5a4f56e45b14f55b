namespace ReleasePipeline.Release;

/// <summary>What a release says about itself.</summary>
public sealed record HealthReport(string Status, string Version);
