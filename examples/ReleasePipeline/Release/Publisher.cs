namespace ReleasePipeline.Release;

/// <summary>Publishes the compiled application; a release folder appears complete or not at all.</summary>
public sealed class Publisher(DotNet dotNet)
{
    /// <summary>Publishes a compiled version, replacing an earlier release of it; returns the release folder.</summary>
    public async Task<string> PublishAsync(Workspace workspace, string version, CancellationToken cancellationToken)
    {
        string release = workspace.ReleaseFolder(version);
        string partial = Path.Combine(workspace.Releases, $".{version}.partial");
        DeleteFolder(partial);
        try
        {
            await dotNet.BuildAsync(workspace.Source, Arguments(version, partial), cancellationToken);
            DeleteFolder(release);
            Directory.Move(partial, release);
        }
        finally
        {
            DeleteFolder(partial);
        }

        return release;
    }

    private static string[] Arguments(string version, string folder) =>
    [
        "publish", GreeterLayout.Project, "--no-build", "-c", GreeterLayout.Configuration,
        $"-p:Version={version}", "-o", folder,
    ];

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
