using Orchestration.Testing;

namespace Orchestration.Tests.Documentation;

public sealed class ReadmeExampleTests
{
    [Fact]
    public void The_readme_shows_the_example_that_is_compiled() =>
        Assert.Equal(ReadmeSnippet.Shown("An example"), ReadmeSnippet.Compiled("ReadmeExample.cs"));

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
        Assert.Contains($"It prints `{written.ToString().Trim()}`.", ReadmeSnippet.Readme, StringComparison.Ordinal);
    }
}
