namespace ReleasePipeline.Release;

/// <summary>The symbolic link to the release in use; readers see the old or the new target, never none.</summary>
public sealed class CurrentLink(string path)
{
    /// <summary>Where the link is.</summary>
    public string Location { get; } = Path.GetFullPath(path);

    /// <summary>The release folder the link points to, or null when nothing is released.</summary>
    public string? Target => new DirectoryInfo(Location).LinkTarget is { } target ? Path.GetFullPath(target, Folder) : null;

    private string Folder => Path.GetDirectoryName(Location)!;

    /// <summary>Points the link to a release folder in one step.</summary>
    public Task SwitchAsync(string releaseFolder, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!Directory.Exists(releaseFolder))
        {
            throw new DirectoryNotFoundException($"There is no release at '{releaseFolder}'.");
        }

        string temporary = Path.Combine(Folder, $".current-{Path.GetRandomFileName()}");
        Directory.CreateSymbolicLink(temporary, Path.GetRelativePath(Folder, releaseFolder));
        Replace(temporary);
        return Task.CompletedTask;
    }

    /// <summary>Removes the link, as before the first release.</summary>
    public Task RemoveAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Target is not null)
        {
            Directory.Delete(Location);
        }

        return Task.CompletedTask;
    }

    private void Replace(string temporary)
    {
        try
        {
            Posix.Rename(temporary, Location);
        }
        catch
        {
            Directory.Delete(temporary);
            throw;
        }
    }
}
