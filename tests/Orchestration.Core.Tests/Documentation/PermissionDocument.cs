using Orchestration.Tests.Architecture;

namespace Orchestration.Tests.Documentation;

/// <summary>The rows of the table in <c>docs/permissions.md</c>.</summary>
internal static class PermissionDocument
{
    public sealed record Row(string Verb, string Permission, string AskedAbout);

    public static IReadOnlyList<Row> Rows { get; } =
    [
        .. File.ReadAllLines(Path.Combine(SourceTree.Root, "docs", "permissions.md"))
            .Where(line => line.StartsWith('|'))
            .Skip(2)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(cells => new Row(cells[0], cells[1], cells[2])),
    ];
}
