using ReleasePipeline.Release;
using ReleasePipeline.View;

namespace ReleasePipeline.Scenarios;

/// <summary>What scenarios work with.</summary>
internal sealed record ScenarioContext(Workspace Workspace, IReleaseView View, Checks Checks)
{
    /// <summary>The version of the release that the link points to.</summary>
    public string? CurrentVersion => Path.GetFileName(Workspace.Current.Target);
}
