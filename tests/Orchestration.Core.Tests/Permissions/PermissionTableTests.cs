using System.Security.Claims;
using System.Security.Principal;
using Orchestration.Permissions;

namespace Orchestration.Tests.Permissions;

/// <summary>Which question a table answers with yes.</summary>
public sealed class PermissionTableTests
{
    private static readonly PermissionGrant Deployers = new() { Role = "deployers", Permissions = [Permission.Execute, Permission.Stop] };

    [Theory]
    [InlineData("deployers", Permission.Execute, true)]
    [InlineData("deployers", Permission.Stop, true)]
    [InlineData("deployers", Permission.View, false)]
    [InlineData("deployers", Permission.Abort, false)]
    [InlineData("Deployers", Permission.Execute, false)]
    [InlineData("viewers", Permission.Execute, false)]
    public void A_role_has_the_permissions_of_its_rows_and_no_others(string role, Permission permission, bool isAllowed) =>
        Assert.Equal(isAllowed, IsAllowed(User(role), permission, Deployers));

    [Fact]
    public void Without_rows_everything_is_denied() =>
        Assert.All(Enum.GetValues<Permission>(), permission => Assert.False(IsAllowed(User("deployers"), permission)));

    [Fact]
    public void Every_permission_can_be_granted() =>
        Assert.All(Enum.GetValues<Permission>(), permission => Assert.True(IsAllowed(User("a"), permission, new PermissionGrant { Role = "a", Permissions = [permission] })));

    [Fact]
    public void Rows_add_up()
    {
        PermissionGrant[] grants =
        [
            Deployers with { Pipelines = ["web"] },
            Deployers with { Pipelines = ["api"], Permissions = [Permission.Execute] },
            new PermissionGrant { Role = "viewers", Permissions = [Permission.View] },
        ];

        ClaimsPrincipal both = User("deployers", "viewers");
        Assert.True(IsAllowed(Request(both, Permission.Stop, "web"), grants));
        Assert.True(IsAllowed(Request(both, Permission.Execute, "api"), grants));
        Assert.True(IsAllowed(Request(both, Permission.View, "other"), grants));
        Assert.False(IsAllowed(Request(both, Permission.Stop, "api"), grants));
    }

    [Theory]
    [InlineData("web", true)]
    [InlineData("api", true)]
    [InlineData("Web", false)]
    [InlineData("web-2", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_row_of_some_pipelines_matches_them_by_their_exact_names(string? pipeline, bool isAllowed) =>
        Assert.Equal(isAllowed, IsAllowed(Request(User("deployers"), Permission.Execute, pipeline), Deployers with { Pipelines = ["web", "api"] }));

    [Theory]
    [InlineData("environment", "test", true)]
    [InlineData("environment", "staging", true)]
    [InlineData("environment", "Test", false)]
    [InlineData("environment", "production", false)]
    [InlineData("environment", "", false)]
    [InlineData("Environment", "test", false)]
    [InlineData("application", "test", false)]
    [InlineData(null, null, false)]
    public void A_row_of_some_environments_matches_their_exact_labels_and_nothing_without_one(string? label, string? value, bool isAllowed)
    {
        PermissionRequest request = Request(User("deployers"), Permission.Execute, "web", label is null ? [] : [(label, value!)]);

        Assert.Equal(isAllowed, IsAllowed(request, Deployers with { Environments = ["test", "staging"] }));
    }

    [Theory]
    [InlineData("application", "shop", true)]
    [InlineData("application", "Shop", false)]
    [InlineData("environment", "shop", false)]
    [InlineData(null, null, false)]
    public void A_row_of_some_applications_does_the_same(string? label, string? value, bool isAllowed)
    {
        PermissionRequest request = Request(User("deployers"), Permission.Execute, "web", label is null ? [] : [(label, value!)]);

        Assert.Equal(isAllowed, IsAllowed(request, Deployers with { Applications = ["shop"] }));
    }

    [Theory]
    [InlineData("web", "shop", "test", true)]
    [InlineData("api", "shop", "test", false)]
    [InlineData("web", "blog", "test", false)]
    [InlineData("web", "shop", "production", false)]
    public void All_limits_of_a_row_must_hold(string pipeline, string application, string environment, bool isAllowed)
    {
        PermissionGrant grant = Deployers with { Pipelines = ["web"], Applications = ["shop"], Environments = ["test"] };
        PermissionRequest request = Request(User("deployers"), Permission.Execute, pipeline, ("application", application), ("environment", environment));

        Assert.Equal(isAllowed, IsAllowed(request, grant));
    }

    [Fact]
    public void A_row_for_every_authenticated_caller_needs_no_role_and_no_name()
    {
        PermissionGrant grant = new() { Role = PermissionGrant.Authenticated, Permissions = [Permission.View] };

        Assert.True(IsAllowed(User(), Permission.View, grant));
        Assert.True(IsAllowed(new ClaimsPrincipal(new ClaimsIdentity("certificate")), Permission.View, grant));
        Assert.False(IsAllowed(User(), Permission.Execute, grant));
    }

    [Fact]
    public void Nobody_who_is_not_authenticated_gets_anything_whatever_the_claims_say()
    {
        PermissionGrant[] grants = [Deployers, Deployers with { Role = PermissionGrant.Authenticated }];

        Assert.False(IsAllowed(new ClaimsPrincipal(), Permission.Execute, grants));
        Assert.False(IsAllowed(new ClaimsPrincipal(new ClaimsIdentity()), Permission.Execute, grants));
        Assert.False(IsAllowed(new ClaimsPrincipal(Identity(null, "deployers", PermissionGrant.Authenticated)), Permission.Execute, grants));
    }

    [Fact]
    public void Roles_of_an_identity_that_nobody_authenticated_do_not_count_beside_one_that_was()
    {
        ClaimsPrincipal mixed = new([Identity("test", "viewers"), Identity(null, "deployers")]);

        Assert.False(IsAllowed(mixed, Permission.Execute, Deployers));
        Assert.True(IsAllowed(mixed, Permission.Execute, Deployers with { Role = "viewers" }));
        Assert.True(IsAllowed(new ClaimsPrincipal([Identity("test", "viewers"), Identity("other", "deployers")]), Permission.Execute, Deployers));
    }

    [Fact]
    public void A_principal_that_knows_its_roles_by_itself_is_asked()
    {
        Assert.True(IsAllowed(new GenericPrincipal(new GenericIdentity("ada"), ["deployers"]), Permission.Execute, Deployers));
        Assert.True(IsAllowed(
            new ClaimsPrincipal(new ClaimsIdentity([new Claim("groups", "deployers")], "oidc", "sub", "groups")), Permission.Execute, Deployers));
    }

    [Fact]
    public void Later_changes_of_the_rows_change_nothing()
    {
        Permission[] permissions = [Permission.View];
        string[] pipelines = ["web"];
        List<PermissionGrant> grants = [new() { Role = "viewers", Permissions = permissions, Pipelines = pipelines }];
        PermissionTable table = new(grants);

        permissions[0] = Permission.Execute;
        pipelines[0] = "api";
        grants.Add(Deployers);

        Assert.True(IsAllowed(table, Request(User("viewers"), Permission.View, "web")));
        Assert.False(IsAllowed(table, Request(User("viewers"), Permission.View, "api")));
        Assert.False(IsAllowed(table, Request(User("viewers"), Permission.Execute, "web")));
        Assert.False(IsAllowed(table, Request(User("deployers"), Permission.Execute, "web")));
    }

    private static bool IsAllowed(ClaimsPrincipal caller, Permission permission, params PermissionGrant[] grants) =>
        IsAllowed(Request(caller, permission, "web"), grants);

    private static bool IsAllowed(PermissionRequest request, params PermissionGrant[] grants) => IsAllowed(new PermissionTable(grants), request);

    private static bool IsAllowed(PermissionTable table, PermissionRequest request)
    {
        Task<bool> answer = table.IsAllowedAsync(request, CancellationToken.None).AsTask();
        Assert.True(answer.IsCompletedSuccessfully);
        return answer.Result;
    }

    private static PermissionRequest Request(ClaimsPrincipal caller, Permission permission, string? pipeline, params (string Name, string Value)[] labels) => new()
    {
        Caller = caller,
        Permission = permission,
        Pipeline = pipeline,
        Labels = labels.ToDictionary(label => label.Name, label => label.Value, StringComparer.Ordinal),
    };

    private static ClaimsPrincipal User(params string[] roles) => new(Identity("test", roles));

    private static ClaimsIdentity Identity(string? authentication, params string[] roles) =>
        new(roles.Select(role => new Claim(ClaimTypes.Role, role)), authentication);
}
