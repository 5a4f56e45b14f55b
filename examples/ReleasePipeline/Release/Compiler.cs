namespace ReleasePipeline.Release;

/// <summary>Restores and compiles the application together with its tests.</summary>
public sealed class Compiler(DotNet dotNet)
{
    /// <summary>Restores both projects.</summary>
    public async Task RestoreAsync(Workspace workspace, CancellationToken cancellationToken) =>
        await dotNet.BuildAsync(workspace.Source, ["restore", GreeterLayout.TestProject], cancellationToken);

    /// <summary>Compiles both projects, restored before, as the given version.</summary>
    public async Task CompileAsync(Workspace workspace, string version, CancellationToken cancellationToken) =>
        await dotNet.BuildAsync(
            workspace.Source,
            ["build", GreeterLayout.TestProject, "--no-restore", "-c", GreeterLayout.Configuration, $"-p:Version={version}"],
            cancellationToken);
}
