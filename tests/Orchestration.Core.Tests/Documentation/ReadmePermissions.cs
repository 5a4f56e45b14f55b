using Microsoft.Extensions.DependencyInjection;
using Orchestration.Permissions;

namespace Orchestration.Tests.Documentation;

/// <summary>The README's permission table, word for word; <see cref="ReadmePermissionsTests"/> compares and runs it.</summary>
internal static class ReadmePermissions
{
    public static void Register(IServiceCollection services, Pipeline release)
    {
        // begin
        services.AddOrchestration().AddPipeline(release).UsePermissionTable(
            new PermissionGrant { Role = PermissionGrant.Authenticated, Permissions = [Permission.View] },
            new PermissionGrant { Role = "developers", Permissions = [Permission.Execute, Permission.Stop], Pipelines = ["release"] },
            new PermissionGrant { Role = "operators", Permissions = [Permission.Approve, Permission.ManageGates], Environments = ["production"] });
        // end
    }
}
