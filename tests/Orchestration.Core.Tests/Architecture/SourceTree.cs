namespace Orchestration.Tests.Architecture;

/// <summary>The files that the tests were built from.</summary>
internal static class SourceTree
{
    /// <summary>The directory of the solution: the nearest one above the tests' output that holds it.</summary>
    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Every source file of a project below <c>src</c>, in order of path.</summary>
    public static IReadOnlyList<SourceFile> FilesOf(string project)
    {
        string folder = PathOf("src", project);
        return
        [
            .. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Select(path => new SourceFile(project, Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText(path)))
                .Where(file => file.Layer is not ("bin" or "obj"))
                .OrderBy(file => file.Path, StringComparer.Ordinal),
        ];
    }

    /// <summary>The projects below <c>src</c> that have source files, in order of name.</summary>
    public static IReadOnlyList<string> Projects() =>
    [
        .. Directory.EnumerateDirectories(PathOf("src"))
            .Select(path => Path.GetFileName(path))
            .Where(project => FilesOf(project).Count > 0)
            .Order(StringComparer.Ordinal),
    ];

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Orchestration.Core.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No solution above {AppContext.BaseDirectory}: these tests read the source tree that they were built from.");
    }
}
