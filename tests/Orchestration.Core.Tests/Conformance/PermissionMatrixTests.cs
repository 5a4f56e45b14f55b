using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Orchestration.Permissions;
using Orchestration.Testing;
using Orchestration.Tests.Documentation;

namespace Orchestration.Tests.Conformance;

/// <summary>Every verb, under every set of permissions and every scope, is denied exactly where the table in the docs says so.</summary>
public sealed class PermissionMatrixTests
{
    private static readonly Permission[] All = Enum.GetValues<Permission>();

    private static readonly Pipeline Release = Pipeline.Define("release", define =>
    {
        define.Label("environment", "test").Label("application", "web");
        define.Stage(DocumentedVerbs.Stage).Label("environment", "staging").Approval(DocumentedVerbs.Action);
        define.Stage("deploy").Label("environment", "production").Action("b", (_, _) => Task.CompletedTask);
    });

    /// <summary>A row's limits: what it grants applies there alone.</summary>
    private static readonly Dictionary<string, PermissionGrant> Scopes = new(StringComparer.Ordinal)
    {
        ["everything"] = Row(),
        ["the pipeline"] = Row() with { Pipelines = ["release"] },
        ["another pipeline"] = Row() with { Pipelines = ["releases"] },
        ["the application"] = Row() with { Applications = ["web"] },
        ["test"] = Row() with { Environments = ["test"] },
        ["staging"] = Row() with { Environments = ["staging"] },
        ["production"] = Row() with { Environments = ["production"] },
        ["staging and production"] = Row() with { Environments = ["staging", "production"] },
    };

    private static PermissionGrant Row() => new() { Role = "operators", Permissions = [] };

    public static TheoryData<string> Verbs => [.. PermissionDocument.Rows.Select(row => row.Verb)];

    [Fact]
    public void The_table_has_every_verb_once() =>
        Assert.Equal(DocumentedVerbs.All.Keys.Order(StringComparer.Ordinal), PermissionDocument.Rows.Select(row => row.Verb).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Is_allowed_exactly_where_the_table_says(string verb)
    {
        PermissionDocument.Row row = PermissionDocument.Rows.Single(one => one.Verb == verb);
        foreach (bool isSeparate in row.Permission.Contains("Abort", StringComparison.Ordinal) ? (bool[])[false, true] : [false])
        {
            Permission needed = row.Permission == "Abort or Execute" ? (isSeparate ? Permission.Abort : Permission.Execute) : Enum.Parse<Permission>(row.Permission);
            await CheckAsync(row, needed, isSeparate);
        }
    }

    private static async Task CheckAsync(PermissionDocument.Row row, Permission needed, bool isSeparate)
    {
        TableInForce inForce = new();
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(builder =>
        {
            builder.Services.AddOrchestration(options => options.SeparateAbortPermission = isSeparate);
            builder.AddPipeline(Release).Services.AddSingleton<IPermissionEvaluator>(inForce);
        });
        ExecutionHandle execution = await host.Orchestrator.StartAsync(Release);
        string token = (await execution.GetAsync())[DocumentedVerbs.Stage][DocumentedVerbs.Action].Approval!.Token!;
        await (await execution.AbortAsync(StopMode.Abandon)).SettledAsync().WithinAsync(host.Describe);
        ClaimsIdentity alice = new([new Claim(ClaimTypes.Name, "alice"), new Claim(ClaimTypes.Role, "operators")], "test");
        IOrchestrator user = host.Orchestrator.As(new ClaimsPrincipal(alice));
        List<string> wrong = [];
        foreach ((string name, PermissionGrant limits) in Scopes)
        {
            for (int set = 0; set < 1 << All.Length; set++)
            {
                Permission[] granted = [.. All.Where((_, index) => (set & (1 << index)) != 0)];
                inForce.Table = new PermissionTable(granted.Length == 0 ? [] : [limits with { Permissions = granted }]);
                bool expected = granted.Contains(needed) && Covers(limits, row.AskedAbout);
                if (await IsAllowedAsync(() => DocumentedVerbs.All[row.Verb](user, execution.Id, token)) != expected)
                {
                    wrong.Add($"{row.Verb} with {string.Join('+', granted)} for {name} should be {(expected ? "allowed" : "denied")}");
                }
            }
        }

        Assert.Empty(wrong.Take(10));
    }

    private static bool Covers(PermissionGrant limits, string askedAbout)
    {
        string[] environments = askedAbout switch
        {
            "pipeline" or "execution" => ["test"],
            "stage" or "action" => ["staging"],
            "each stage that runs" => ["staging", "production"],
            _ => [],
        };
        bool isUnlimited = limits is { Pipelines: null, Environments: null, Applications: null };
        return isUnlimited || (environments.Length > 0
            && limits.Pipelines?.Contains("release") != false
            && environments.All(environment => limits.Environments?.Contains(environment) != false));
    }

    private static async Task<bool> IsAllowedAsync(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (OrchestrationException refusal)
        {
            return refusal.Code != ErrorCode.PermissionDenied;
        }
    }

    /// <summary>Allows everything before the first table is set.</summary>
    private sealed class TableInForce : IPermissionEvaluator
    {
        public PermissionTable? Table { get; set; }

        public ValueTask<bool> IsAllowedAsync(PermissionRequest request, CancellationToken cancellationToken) =>
            Table?.IsAllowedAsync(request, cancellationToken) ?? ValueTask.FromResult(true);
    }
}
