using System.Security.Claims;
using Orchestration.Testing;
using Orchestration.Tests.Conformance;

namespace Orchestration.Tests.Documentation;

public sealed class ReadmePermissionsTests
{
    private static readonly Pipeline Release = Pipeline.Define("release", define =>
    {
        define.Stage("build").Action("a", Scenario.PassGateAsync);
        define.Stage("deploy").Label("environment", "production").Action("b", Scenario.PassGateAsync);
    });

    [Fact]
    public void The_readme_shows_the_table_that_is_compiled() =>
        Assert.Equal(ReadmeSnippet.Shown("Permissions"), ReadmeSnippet.Compiled("ReadmePermissions.cs"));

    [Fact]
    public async Task The_table_grants_what_it_says()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(builder => ReadmePermissions.Register(builder.Services, Release));
        IOrchestrator ada = host.As("ada", new Claim(ClaimTypes.Role, "developers"));
        IOrchestrator olga = host.As("olga", new Claim(ClaimTypes.Role, "operators"));

        await Refused.AsAsync(ErrorCode.PermissionDenied, () => olga.StartAsync(Release));
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => ada.DisableGateAsync(new DisableGateRequest("release", "deploy", "a freeze")));
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => olga.DisableGateAsync(new DisableGateRequest("release", "build", "a freeze")));
        await olga.DisableGateAsync(new DisableGateRequest("release", "deploy", "a freeze"));

        ExecutionHandle execution = await ada.StartAsync(Release);
        Assert.Equal("ada", (await host.As("bob").GetAsync(execution.Id)).Summary.StartedBy);
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => host.Orchestrator.GetAsync(execution.Id));
    }
}
