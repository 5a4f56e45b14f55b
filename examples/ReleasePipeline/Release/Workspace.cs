namespace ReleasePipeline.Release;

/// <summary>A temporary folder with a copy of the application, its releases and the link to the current one.</summary>
public sealed class Workspace
{
    private Workspace(string root) => Root = root;

    /// <summary>The folder that holds everything.</summary>
    public string Root { get; }

    /// <summary>The copied source of the application.</summary>
    public string Source => Path.Combine(Root, "source");

    /// <summary>One sub folder for each published version.</summary>
    public string Releases => Path.Combine(Root, "releases");

    /// <summary>The link to the release in use.</summary>
    public CurrentLink Current => new(Path.Combine(Root, "current"));

    /// <summary>The file with the history of all releases.</summary>
    public string Database => Path.Combine(Root, "releases.db");

    /// <summary>Whether the application has been restored here.</summary>
    public bool IsRestored => GreeterLayout.RestoredAssets.All(file => File.Exists(Path.Combine(Source, file)));

    /// <summary>The folder a version is published to.</summary>
    public string ReleaseFolder(string version) => Path.Combine(Releases, version);

    /// <summary>Copies the application to a fresh temporary folder; a cancelled call leaves no folder.</summary>
    public static async Task<Workspace> CreateAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string application = ApplicationFolder.Find();
        Workspace workspace = new(Directory.CreateTempSubdirectory("greeter-release-").FullName);
        try
        {
            Directory.CreateDirectory(workspace.Releases);
            await ApplicationFolder.CopyAsync(application, workspace.Source, cancellationToken);
        }
        catch
        {
            workspace.Delete();
            throw;
        }

        return workspace;
    }

    /// <summary>Opens a workspace that an earlier process created.</summary>
    public static Workspace Open(string root) => Directory.Exists(root)
        ? new Workspace(Path.GetFullPath(root))
        : throw new DirectoryNotFoundException($"There is no workspace at '{root}'.");

    /// <summary>The process ids of the commands that run in this workspace, whoever started them.</summary>
    public IReadOnlyList<int> FindCommands() => RunningCommands.Find(Source);

    /// <summary>Ends every command that runs in this workspace, whoever started it; to be called before it is deleted.</summary>
    public Task EndCommandsAsync() => RunningCommands.KillAllAsync(Source);

    /// <summary>Removes the folder with all its content.</summary>
    public void Delete()
    {
        if (Directory.Exists(Root))
        {
            Directory.Delete(Root, recursive: true);
        }
    }
}
