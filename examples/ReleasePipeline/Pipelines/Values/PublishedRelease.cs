namespace ReleasePipeline.Pipelines.Values;

/// <summary>A release that can be started.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Folder">The folder it was published to.</param>
internal sealed record PublishedRelease(string Version, string Folder);
