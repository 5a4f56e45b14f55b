using Orchestration.Testing;
using Orchestration.Tests.Architecture;

namespace Orchestration.Tests.Documentation;

public sealed class ReadmeExampleTests
{
    [Fact]
    public void The_readme_shows_the_example_that_is_compiled()
    {
        string compiled = Between(Read("tests", "Orchestration.Core.Tests", "Documentation", "ReadmeExample.cs"), "// begin\n", "        // end");
        string shown = Between(Read("README.md"), "```csharp\n", "```");

        Assert.Equal(Lines(shown).Where(line => !line.StartsWith("using ", StringComparison.Ordinal)), Lines(compiled));
    }

    [Fact]
    public async Task The_example_prints_what_the_readme_says()
    {
        TextWriter console = Console.Out;
        using StringWriter written = new();
        Console.SetOut(written);
        try
        {
            await ReadmeExample.RunAsync().WithinAsync();
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.Equal("Stopped: cancelled deploy/switch-traffic, left behind 1", written.ToString().Trim());
        Assert.Contains($"It prints `{written.ToString().Trim()}`.", Read("README.md"), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    private static string Between(string text, string begin, string end)
    {
        int from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static string Read(params string[] path) => File.ReadAllText(SourceTree.PathOf(path)).ReplaceLineEndings("\n");
}
