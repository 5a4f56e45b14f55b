namespace ReleasePipeline.Pipelines.Values;

/// <summary>What a release is started with.</summary>
/// <param name="Version">The version to release.</param>
/// <param name="StaysHealthyFor">How long the new release must stay healthy before it is switched to.</param>
internal sealed record ReleaseInput(string Version, TimeSpan StaysHealthyFor);
