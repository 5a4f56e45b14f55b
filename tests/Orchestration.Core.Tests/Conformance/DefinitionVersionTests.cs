using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Versions of a definition side by side: an execution runs the one that it started with, new ones the newest.</summary>
public sealed class DefinitionVersionTests
{
    [Theory]
    [InlineData(ExecutionMode.Parallel)]
    [InlineData(ExecutionMode.Queue)]
    public async Task An_execution_runs_the_version_that_it_started_with(ExecutionMode mode)
    {
        List<string> ran = [];
        GateSet? gates = null;
        Pipeline first = Version("1");
        Pipeline second = Version("2");
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(first);
        gates = host.Gates;
        ExecutionHandle old = await host.Orchestrator.StartAsync(first);
        await host.ReachedAsync("build 1");
        await host.CrashAsync();

        await host.RestartAsync(builder => builder.AddPipeline(first).AddPipeline(second));
        ExecutionHandle young = await host.Orchestrator.StartAsync(new StartRequest("release"));
        foreach (string gate in new[] { "build 1", "deploy 1", "build 2", "deploy 2" })
        {
            gates[gate].Open();
        }


        Assert.Equal(ExecutionStatus.Succeeded, (await host.GetHandle(old.Id).WaitAsync().WithinAsync(host.Describe)).Status);
        Assert.Equal(ExecutionStatus.Succeeded, (await young.WaitAsync().WithinAsync(host.Describe)).Status);
        Assert.Equal(("1", "2"), ((await host.GetHandle(old.Id).GetAsync()).Summary.PipelineVersion, (await young.GetAsync()).Summary.PipelineVersion));
        Assert.Equal(["build 1", "deploy 1"], ran.Where(one => one.EndsWith('1')));
        Assert.Equal(["build 2", "deploy 2"], ran.Where(one => one.EndsWith('2')));
        Assert.DoesNotContain(await host.GetHandle(old.Id).EventsAsync(), happened => happened is DefinitionMissing);

        Pipeline Version(string version) => Pipeline.Define("release", define =>
        {
            define.Version(version).Mode(mode);
            foreach (string stage in new[] { "build", "deploy" })
            {
                define.Stage(stage).Action("run", async (_, token) =>
                {
                    await gates![$"{stage} {version}"].PassAsync(token);
                    lock (ran)
                    {
                        ran.Add($"{stage} {version}");
                    }
                });
            }
        });
    }

    [Fact]
    public async Task An_execution_keeps_its_stages_where_the_newest_version_has_others()
    {
        TrialSetup setup = ApprovalProbe.Setup("qa");
        await Trial.RunAsync("build: a; check: qa", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            Pipeline newest = Scenario.Gated("other: x");

            await trial.CrashAndRestartAsync(builder => builder.AddPipeline(trial.Pipeline).AddPipeline(newest));

            trial.Open("a");
            await trial.ApproveAsync("qa");
            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded); check: Succeeded (qa=Succeeded)]");
            Assert.Equal(0, trial.Gate("x").Arrivals);
        });
    }

    [Fact]
    public void Mode_unlocking_and_the_time_of_an_approval_are_a_part_of_the_definition()
    {
        string[] fingerprints =
        [
            .. new Action<PipelineBuilder>[]
            {
                define => define.Stage("build").Approval("qa"),
                define => define.Stage("build").Approval("qa", approval => approval.ExpiresAfter(TimeSpan.FromDays(8))),
                define => define.Mode(ExecutionMode.Queue).Stage("build").Approval("qa"),
                define => define.Mode(ExecutionMode.Supersede).Stage("build").Approval("qa"),
                define => define.Mode(ExecutionMode.Queue).Unlock(UnlockPolicy.AfterOrphansSettle).Stage("build").Approval("qa"),
                define => define.Stage("build").Action("qa", Scenario.PassGateAsync),
            }.Select(define => Pipeline.Define("release", define).Fingerprint),
        ];

        Assert.Equal(fingerprints.Length, fingerprints.Distinct().Count());
        Assert.Equal(
            fingerprints[0],
            Pipeline.Define("release", define => define.Mode(ExecutionMode.Parallel).Stage("build").Approval("qa", approval => approval.ExpiresAfter(TimeSpan.FromDays(7)))).Fingerprint);
    }

    [Fact]
    public Task CP_60_A_failed_execution_of_an_older_version_is_not_retried_though_that_is_registered() => Trial.RunAsync("build: a", async trial =>
    {
        trial.Fail("a");
        await trial.ClosesAsync("Failed [build: Failed (a=Failed)]");
        Pipeline edited = trial.Edited();
        await trial.CrashAndRestartAsync(builder => builder.AddPipeline(trial.Pipeline).AddPipeline(edited));
        await trial.RefusedAsync(ErrorCode.DefinitionChanged, execution => execution.RetryStageAsync("build", StageRetryMode.AllActions));
        Assert.Empty(await trial.EventsAsync<DefinitionMissing>());
    });
}
