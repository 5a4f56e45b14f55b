namespace ReleasePipeline.Release;

/// <summary>Finds and copies the source of the application.</summary>
internal static class ApplicationFolder
{
    private static readonly string[] Candidates = ["app", Path.Combine("examples", "ReleasePipeline", "app")];
    private static readonly string[] BuildFolders = ["bin", "obj"];

    /// <summary>The folder of the application, looked for from the program's own folder upwards.</summary>
    public static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string? found = Candidates.Select(name => Path.Combine(folder.FullName, name)).FirstOrDefault(IsApplication);
            if (found is not null)
            {
                return found;
            }
        }

        throw new DirectoryNotFoundException($"The application was not found in or above '{AppContext.BaseDirectory}'.");
    }

    /// <summary>Copies a source folder without what builds left in it.</summary>
    public static async Task CopyAsync(string source, string target, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(target);
        foreach (string file in Directory.EnumerateFiles(source))
        {
            await CopyFileAsync(file, Path.Combine(target, Path.GetFileName(file)), cancellationToken);
        }

        foreach (string folder in Directory.EnumerateDirectories(source).Where(folder => !IsBuildFolder(folder)))
        {
            await CopyAsync(folder, Path.Combine(target, Path.GetFileName(folder)), cancellationToken);
        }
    }

    private static async Task CopyFileAsync(string source, string target, CancellationToken cancellationToken)
    {
        await using FileStream from = File.OpenRead(source);
        await using FileStream to = File.Create(target);
        await from.CopyToAsync(to, cancellationToken);
    }

    private static bool IsBuildFolder(string folder) => BuildFolders.Contains(Path.GetFileName(folder));

    private static bool IsApplication(string folder) => File.Exists(Path.Combine(folder, GreeterLayout.Project));
}
