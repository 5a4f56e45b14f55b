using Microsoft.Extensions.DependencyInjection;
using Orchestration.Permissions;

namespace Orchestration.Tests.Permissions;

/// <summary>Wrong rows are reported by number, all at once.</summary>
public sealed class PermissionTableRulesTests
{
    private static readonly PermissionGrant Right = new() { Role = "viewers", Permissions = [Permission.View], Pipelines = ["web"] };

    [Fact]
    public void All_errors_of_all_rows_are_listed()
    {
        PermissionGrant[] grants =
        [
            Right,
            new() { Role = " ", Permissions = [], Environments = [] },
            Right with { Permissions = [Permission.View, (Permission)(-1), (Permission)99], Applications = ["shop", " ", null!] },
            null!,
            Right with { Pipelines = ["*"] },
        ];

        PermissionTableException exception = Assert.Throws<PermissionTableException>(() => new PermissionTable(grants));

        Assert.Equal(
            [
                "row 2 has no role; '*' stands for every authenticated caller.",
                "row 2 has no permissions.",
                "row 2 has an empty list Environments; leave it out where any is meant.",
                "row 3 (role 'viewers') has the unknown permission -1.",
                "row 3 (role 'viewers') has the unknown permission 99.",
                "row 3 (role 'viewers') has a blank name in Applications.",
                "row 3 (role 'viewers') has a blank name in Applications.",
                "row 4 is null.",
                "row 5 (role 'viewers') has '*' in Pipelines, where it is no pattern; leave the list out where any is meant.",
            ],
            exception.Errors);
        Assert.StartsWith("The permission table has 9 error(s):", exception.Message, StringComparison.Ordinal);
        Assert.All(exception.Errors, error => Assert.Contains(error, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_binder_leaves_null_is_reported()
    {
        PermissionTableException exception = Assert.Throws<PermissionTableException>(
            () => new PermissionTable([new PermissionGrant { Role = null!, Permissions = null! }]));

        Assert.Equal(["row 1 has no role; '*' stands for every authenticated caller.", "row 1 has no permissions."], exception.Errors);
    }

    [Fact]
    public void Repeated_and_unlimited_rows_are_right() =>
        Assert.NotNull(new PermissionTable([Right, Right, Right with { Pipelines = null }, Right with { Pipelines = ["web", "web"] }]));

    [Fact]
    public void The_registration_reports_them_at_once()
    {
        IOrchestrationBuilder builder = new ServiceCollection().AddOrchestration();

        Assert.Throws<PermissionTableException>(() => builder.UsePermissionTable(Right, Right with { Role = "" }));
        Assert.Throws<ArgumentNullException>(() => builder.UsePermissionTable(null!));
        Assert.Throws<ArgumentNullException>(() => new PermissionTable(null!));
    }

    [Fact]
    public void The_last_registered_evaluator_counts()
    {
        IOrchestrationBuilder builder = new ServiceCollection().AddOrchestration();
        builder.UsePermissionTable();
        builder.UsePermissionTable(Right);

        Assert.IsType<PermissionTable>(Assert.Single(builder.Services, service => service.ServiceType == typeof(IPermissionEvaluator)).ImplementationInstance);
    }
}
