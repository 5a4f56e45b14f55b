namespace ReleasePipeline.Pipelines.Values;

/// <summary>The application and its tests, compiled in the workspace.</summary>
/// <param name="Version">The version that they were compiled as.</param>
internal sealed record CompiledBuild(string Version);
