using System.Text;
using Microsoft.Extensions.Configuration;
using Orchestration.Permissions;

namespace Orchestration.Tests.Hosting;

/// <summary>A permission table that a host reads from its configuration with one line.</summary>
public sealed class ConfiguredPermissionTests
{
    [Fact]
    public void Rows_are_bound_with_everything_that_they_have()
    {
        PermissionGrant[] grants = Read("""
            [
                { "Role": "*", "Permissions": ["View"] },
                { "Role": "testers", "Permissions": ["Execute", "stop"], "Pipelines": ["web", "api"], "Environments": ["test"], "Applications": ["shop"] }
            ]
            """);

        Assert.Equal((PermissionGrant.Authenticated, null, null, null), (grants[0].Role, grants[0].Pipelines, grants[0].Environments, grants[0].Applications));
        Assert.Equal([Permission.View], grants[0].Permissions);
        Assert.Equal("testers", grants[1].Role);
        Assert.Equal([Permission.Execute, Permission.Stop], grants[1].Permissions);
        Assert.Equal(["web", "api"], grants[1].Pipelines!);
        Assert.Equal(["test"], grants[1].Environments!);
        Assert.Equal(["shop"], grants[1].Applications!);
        Assert.NotNull(new PermissionTable(grants));
    }

    [Theory]
    [InlineData("""{ "Permissions": ["View"] }""")]
    [InlineData("""{ "Role": "viewers" }""")]
    [InlineData("""{ "Role": "viewers", "Permissions": [] }""")]
    [InlineData("""{ "Role": "viewers", "Permissions": ["99"] }""")]
    [InlineData("""{ "Role": "viewers", "Permissions": ["View"], "Environments": [] }""")]
    [InlineData("""{ "Role": "viewers", "Permissions": ["View"], "Environments": "" }""")]
    [InlineData("""{ "Role": "viewers", "Permissions": ["View"], "Environments": [""] }""")]
    [InlineData("""{ "Role": "viewers", "Permissions": ["View"], "Environments": [null] }""")]
    public void A_wrong_row_is_refused_by_the_table(string row) =>
        Assert.Throws<PermissionTableException>(() => new PermissionTable(Read($"[{row}]")));

    [Theory]
    [InlineData("""{ "Role": "viewers", "Permissions": ["View"], "Environment": ["test"] }""", "Environment")]
    [InlineData("""{ "Role": "viewers", "Permissions": ["View"], "Environments": "test" }""", "ErrorOnUnknownConfiguration")]
    [InlineData("""{ "Role": "viewers", "Permissions": ["Look"] }""", "Look")]
    public void A_misspelt_row_is_refused_by_the_binder(string row, string name)
    {
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => Read($"[{row}]"));

        Assert.Contains(name, exception.ToString(), StringComparison.Ordinal);
    }

    private static PermissionGrant[] Read(string rows)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes($$"""{ "Grants": {{rows}} }"""));
        IConfiguration configuration = new ConfigurationBuilder().AddJsonStream(stream).Build();
        return configuration.GetSection("Grants").Get<PermissionGrant[]>(binder => binder.ErrorOnUnknownConfiguration = true) ?? [];
    }
}
