using System.Reflection;
using System.Xml.Linq;

namespace Orchestration.Tests.Architecture;

/// <summary>What the packages are made of, and what of them their users see.</summary>
public sealed class ProjectTests
{
    private const string Core = "Orchestration.Core";

    /// <summary>The packages that a project may ask for.</summary>
    private static readonly Dictionary<string, string[]> Packages = new()
    {
        [Core] = ["Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Stateless"],
        ["Orchestration.Hosting"] =
        [
            "Microsoft.Extensions.Configuration.Binder",
            "Microsoft.Extensions.Diagnostics.HealthChecks.Abstractions",
            "Microsoft.Extensions.Hosting.Abstractions",
        ],
        ["Orchestration.PostgreSql"] = ["Npgsql"],
        ["Orchestration.Sqlite"] = ["Microsoft.Data.Sqlite.Core"],
        ["Orchestration.Testing"] = ["Microsoft.Extensions.DependencyInjection"],
    };

    /// <summary>The namespaces in which a project may have public types.</summary>
    private static readonly Dictionary<string, string[]> Namespaces = new()
    {
        [Core] = ["Orchestration", "Orchestration.Storage", "Orchestration.Permissions", "Orchestration.Resources"],
        ["Orchestration.Hosting"] = ["Orchestration"],
        ["Orchestration.PostgreSql"] = ["Orchestration", "Orchestration.Storage"],
        ["Orchestration.Sqlite"] = ["Orchestration", "Orchestration.Storage"],
        ["Orchestration.Testing"] = ["Orchestration.Testing"],
    };

    public static TheoryData<string> Projects => [.. SourceTree.Projects()];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Projects_beside_core_know_core_and_not_each_other(string project)
    {
        string[] known = [.. References(project, "ProjectReference").Select(path => path.Replace('\\', '/').Split('/')[^2])];

        Assert.Equal(project == Core ? [] : [Core], known);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Projects_ask_for_few_packages(string project) =>
        Expect.None(References(project, "PackageReference").Except(Packages[project]));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Public_types_are_where_one_using_finds_them(string project) => Expect.None(Assembly.Load(project).GetExportedTypes()
        .Where(type => !Namespaces[project].Contains(type.Namespace))
        .Select(type => $"{type.FullName} is public, and not in {string.Join(" or ", Namespaces[project])}."));

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(SourceTree.PathOf("src", project, $"{project}.csproj")).Descendants(kind).Select(element => element.Attribute("Include")!.Value);
}
