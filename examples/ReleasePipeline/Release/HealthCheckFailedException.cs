namespace ReleasePipeline.Release;

/// <summary>A release did not become healthy in time, or another version answered.</summary>
public sealed class HealthCheckFailedException(string message) : Exception(message);
