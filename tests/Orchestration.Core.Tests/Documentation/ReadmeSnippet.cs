using Orchestration.Tests.Architecture;

namespace Orchestration.Tests.Documentation;

/// <summary>Compares what the README shows with what is compiled: line by line, without indentation.</summary>
internal static class ReadmeSnippet
{
    public static string Readme => Read("README.md");

    /// <summary>The lines of the first snippet behind a heading, without its usings.</summary>
    public static IEnumerable<string> Shown(string heading)
    {
        string readme = Readme;
        string section = readme[readme.IndexOf($"## {heading}\n", StringComparison.Ordinal)..];
        return Lines(Between(section, "```csharp\n", "```")).Where(line => !line.StartsWith("using ", StringComparison.Ordinal));
    }

    /// <summary>The lines between the marks of a file of this folder, of all pairs together.</summary>
    public static IEnumerable<string> Compiled(string file) =>
        Read("tests", "Orchestration.Core.Tests", "Documentation", file).Split("// begin\n").Skip(1).SelectMany(part => Lines(part[..part.IndexOf("        // end", StringComparison.Ordinal)]));

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    private static string Between(string text, string begin, string end)
    {
        int from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static string Read(params string[] path) => File.ReadAllText(SourceTree.PathOf(path)).ReplaceLineEndings("\n");
}
