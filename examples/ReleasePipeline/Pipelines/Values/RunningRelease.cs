namespace ReleasePipeline.Pipelines.Values;

/// <summary>A release that was started.</summary>
/// <param name="Version">Its version.</param>
/// <param name="BaseAddress">Where it listens.</param>
internal sealed record RunningRelease(string Version, Uri BaseAddress);
