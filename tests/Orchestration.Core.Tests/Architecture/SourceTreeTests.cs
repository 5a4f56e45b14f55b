namespace Orchestration.Tests.Architecture;

/// <summary>Files are short, and named after what is in them.</summary>
public sealed class SourceTreeTests
{
    private const int MaxLines = 250;

    /// <summary>The files that are longer, and why.</summary>
    private static readonly Dictionary<string, string> Longer = new()
    {
        ["Orchestration.Core/Storage/InMemoryExecutionStore.cs"] = "The whole of one store, and the first one to be read.",
        ["Orchestration.Testing/Gates/Gate.cs"] = "What a visitor, a waiting test and an opening do to one another, under one lock.",
        ["Orchestration.Testing/Time/ManualTimeProvider.cs"] = "A third of it tells users what they can rely on.",
    };

    private static readonly IReadOnlyList<SourceFile> Files = [.. SourceTree.Projects().SelectMany(SourceTree.FilesOf)];

    [Fact]
    public void Only_files_with_a_reason_are_long()
    {
        IEnumerable<SourceFile> unexpected = Files.Where(file => file.Lines > MaxLines && !Longer.ContainsKey(file.ToString()));

        Expect.None(unexpected.Select(file => $"{file} has {file.Lines} lines, more than {MaxLines}."));
    }

    [Fact]
    public void Every_reason_is_still_needed()
    {
        IEnumerable<string> needed = Files.Where(file => file.Lines > MaxLines).Select(file => file.ToString());

        Expect.None(Longer.Keys.Except(needed).Select(file => $"{file} has at most {MaxLines} lines, or is gone: take it off the list."));
    }

    /// <summary>The same name with different numbers of type parameters is one type here.</summary>
    [Fact]
    public void A_file_declares_one_type() => Expect.None(Files
        .Where(file => file.Types.Select(type => type.Split('`')[0]).Distinct().Count() > 1)
        .Select(file => $"{file} declares {string.Join(", ", file.Types)}."));

    [Fact]
    public void A_file_is_named_after_its_type() => Expect.None(Files
        .Where(file => file.Types.Count > 0 && !NameOf(file).StartsWith(file.Types[0].Split('`')[0].Split('.')[^1], StringComparison.Ordinal))
        .Select(file => $"{file} declares {file.Types[0]}."));

    private static string NameOf(SourceFile file) => file.Path.Split('/')[^1];
}
