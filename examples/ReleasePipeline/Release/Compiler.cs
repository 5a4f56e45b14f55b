namespace ReleasePipeline.Release;

/// <summary>Restores and compiles the application together with its tests.</summary>
public sealed class Compiler(DotNet dotNet)
{
    /// <summary>Restores both projects.</summary>
    public async Task RestoreAsync(Workspace workspace, CancellationToken cancellationToken) =>
        await dotNet.BuildAsync(workspace.Source, ["restore", GreeterLayout.TestProject], cancellationToken);

    /// <summary>Compiles both projects, restored before, as the given version; what is up to date is kept, unless asked not to.</summary>
    public async Task CompileAsync(Workspace workspace, string version, bool fromScratch, CancellationToken cancellationToken) =>
        await dotNet.BuildAsync(workspace.Source, Arguments(version, fromScratch), cancellationToken);

    private static string[] Arguments(string version, bool fromScratch) =>
    [
        "build", GreeterLayout.TestProject, "--no-restore", "-c", GreeterLayout.Configuration, $"-p:Version={version}",
        .. fromScratch ? new[] { "--no-incremental" } : [],
    ];
}
