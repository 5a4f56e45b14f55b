using Microsoft.Extensions.DependencyInjection;
using Orchestration.Storage;

namespace Orchestration.Tests.Sqlite;

public sealed class RegistrationTests
{
    [Fact]
    public async Task Executions_survive_a_restart_of_the_host()
    {
        await using SqliteStoreFixture fixture = new();
        Pipeline pipeline = Pipeline.Define("release", release =>
            release.Stage("build").Action("compile", (_, _) => Task.CompletedTask));
        ExecutionId id;
        await using (ServiceProvider first = Host(fixture, pipeline))
        {
            await first.GetRequiredService<IOrchestrationEngine>().StartAsync(CancellationToken.None);
            ExecutionHandle execution = await first.GetRequiredService<IOrchestrator>().StartAsync(pipeline);
            await execution.WaitAsync(CancellationToken.None);
            id = execution.Id;
        }

        await using ServiceProvider second = Host(fixture, pipeline);
        await second.GetRequiredService<IOrchestrationEngine>().StartAsync(CancellationToken.None);
        ExecutionPage page = await second.GetRequiredService<IOrchestrator>().ListAsync(new ExecutionQuery());

        ExecutionSummary summary = Assert.Single(page.Executions);
        Assert.Equal(id, summary.Id);
        Assert.Equal(ExecutionStatus.Succeeded, summary.Status);
    }

    [Fact]
    public void A_wrong_connection_string_is_refused_at_registration()
    {
        IOrchestrationBuilder builder = new ServiceCollection().AddOrchestration();

        Assert.Throws<ArgumentException>(() => builder.UseSqlite("Data Source=:memory:"));
        Assert.Throws<ArgumentNullException>(() => builder.UseSqlite(null!));
        Assert.Throws<ArgumentNullException>(() => OrchestrationBuilderSqliteExtensions.UseSqlite(null!, "Data Source=a.db"));
    }

    private static ServiceProvider Host(SqliteStoreFixture fixture, Pipeline pipeline)
    {
        ServiceCollection services = new();
        services.AddOrchestration().AddPipeline(pipeline).UseSqlite(fixture.ConnectionString);
        ServiceProvider provider = services.BuildServiceProvider();
        Assert.IsType<SqliteExecutionStore>(provider.GetRequiredService<IExecutionStore>());
        return provider;
    }
}
