using Orchestration.Lifecycles;
using Orchestration.Tests.Architecture;

namespace Orchestration.Tests.Documentation;

/// <summary>The diagrams in the documents are what the tables draw.</summary>
public sealed class StateDiagramTests
{
    public static TheoryData<string, string> Diagrams => new()
    {
        { "Execution", ExecutionLifecycle.Table.ToMermaid(ExecutionStatus.Queued) },
        { "Stage", StageLifecycle.Table.ToMermaid(StageStatus.Pending) },
        { "Action", ActionLifecycle.Table.ToMermaid(ActionStatus.Pending) },
    };

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void The_readme_shows_the_lifecycle_as_the_table_draws_it(string lifecycle, string diagram)
    {
        string readme = File.ReadAllText(Path.Combine(SourceTree.Root, "README.md")).ReplaceLineEndings("\n");

        Assert.True(
            readme.Contains("```mermaid\n" + diagram.ReplaceLineEndings("\n").TrimEnd() + "\n```", StringComparison.Ordinal),
            $"README.md does not show the lifecycle {lifecycle}. It is:\n```mermaid\n{diagram}\n```");
    }
}
