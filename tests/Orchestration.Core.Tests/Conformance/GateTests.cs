using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>A disabled gate keeps arrivals out, in every mode and at every stage; executions past it go on.</summary>
public sealed class GateTests
{
    public static TheoryData<ExecutionMode, string> Gates
    {
        get
        {
            TheoryData<ExecutionMode, string> all = [];
            foreach (ExecutionMode mode in Enum.GetValues<ExecutionMode>())
            {
                all.Add(mode, "build");
                all.Add(mode, "deploy");
            }

            return all;
        }
    }

    public static TheoryData<ExecutionMode, string, bool> Restarts
    {
        get
        {
            TheoryData<ExecutionMode, string, bool> all = [];
            foreach (ExecutionMode mode in Enum.GetValues<ExecutionMode>())
            {
                foreach (string stage in (string[])["build", "deploy"])
                {
                    all.Add(mode, stage, true);
                    all.Add(mode, stage, false);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Gates))]
    public Task Arrivals_wait_at_a_disabled_gate_and_go_in_at_once_when_it_is_enabled(ExecutionMode mode, string stage) =>
        LineTrial.RunAsync(mode, async trial =>
        {
            GateChange change = await trial.DisableGateAsync(stage, "The database moves.");
            await ArriveAsync(trial, 1, stage);
            PipelineStage closed = (await trial.PipelineAsync())[stage];
            Assert.Equal((false, change), (closed.IsGateEnabled, closed.GateDisabled));
            Assert.Equal([trial[1].Id], closed.Waiting.Select(one => one.Execution));
            Assert.Equal(StageWait.Entry, (await trial[1].GetAsync()).Stages.Single(one => one.Name == stage).WaitsFor);

            await trial.EnableGateAsync(stage);

            // Nothing but the command has to happen, no time and no other command.
            await trial.ReachedAsync(stage == "build" ? "a1" : "b1");
            await trial.FinishAsync(1);
            await trial.LinesAsync("build: -; deploy: -");
        });

    [Theory]
    [MemberData(nameof(Gates))]
    public Task An_execution_past_the_gate_goes_on(ExecutionMode mode, string stage) => LineTrial.RunAsync(mode, async trial =>
    {
        await trial.StartAsync("a");
        if (stage == "deploy")
        {
            trial.Open("a1");
            await trial.ReachedAsync("b1");
        }

        await trial.DisableGateAsync(stage);

        await trial.FinishAsync(1);
    });

    [Theory]
    [MemberData(nameof(Gates))]
    public Task A_gate_holds_nobody_at_other_stages(ExecutionMode mode, string stage) => LineTrial.RunAsync(mode, async trial =>
    {
        if (stage == "build")
        {
            await trial.DisableGateAsync("deploy");
            await trial.StartAsync("a");
        }
        else
        {
            await trial.StartAsync("a");
            await trial.DisableGateAsync("build");
            await trial.FinishAsync(1);
        }
    });

    [Theory]
    [MemberData(nameof(Restarts))]
    public Task A_gate_is_durable(ExecutionMode mode, string stage, bool crash) =>
        LineTrial.RunAsync(new LineSetup(mode) { MayRest = true }, async trial =>
        {
            GateChange change = await trial.DisableGateAsync(stage, "The database moves.");
            await ArriveAsync(trial, 1, stage);

            await trial.RestartAsync(crash);

            PipelineSnapshot pipeline = await trial.PipelineAsync();
            Assert.Equal(change, pipeline[stage].GateDisabled);
            Assert.Equal([trial[1].Id], pipeline[stage].Waiting.Select(one => one.Execution));
            Assert.Equal([change], pipeline.GateChanges);
            await trial.WaitsAsync(1, stage);
            await ArriveAsync(trial, 2, stage);
            await trial.EnableGateAsync(stage);
            int[] left = mode == ExecutionMode.Supersede ? [2] : [1, 2];
            Array.ForEach(left, number => trial.Open($"a{number}", $"b{number}"));
            foreach (int number in left)
            {
                await trial.ClosesAsync(number, ExecutionStatus.Succeeded);
            }

            await trial.RestartAsync(crash);
            Assert.True((await trial.PipelineAsync())[stage].IsGateEnabled);
            await trial.StartAsync("a");
            await trial.FinishAsync(3);
        });

    [Fact]
    public Task CP_49_An_inbound_execution_stays_outside_a_disabled_gate_when_the_stage_unlocks() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.StartAsync("a");
        trial.Open("a1");
        await trial.ReachedAsync("b1");
        await trial.StartAsync("a");
        trial.Open("a2");
        await trial.WaitsAsync(2, "deploy");
        await trial.DisableGateAsync("deploy");

        await trial[1].StopAsync(StopMode.Abandon);

        await trial.ClosesAsync(1, ExecutionStatus.Stopped);
        await trial.LinesAsync("build: -; deploy: - | < 2");
        await trial.IsAsync(2, "Running [build: Succeeded (a=Succeeded); deploy: Waiting (b=Pending)]");
        Assert.Equal(0, trial.Gate("b2").Arrivals);
        await trial.EnableGateAsync("deploy");
        await trial.ReachedAsync("b2");
        await trial.FinishAsync(2);
    });

    [Theory]
    [InlineData(ExecutionMode.Queue)]
    [InlineData(ExecutionMode.Supersede)]
    [InlineData(ExecutionMode.Parallel)]
    public Task A_retry_is_past_its_gate_already(ExecutionMode mode) => LineTrial.RunAsync(mode, async trial =>
    {
        await trial.StartAsync("a");
        trial.Fail("a1");
        await trial.ClosesAsync(1, ExecutionStatus.Failed);
        await trial.DisableGateAsync("build");

        await trial[1].RetryStageAsync("build");

        await trial.ReachedAsync("a1", 2);
    });

    [Theory]
    [InlineData(ExecutionMode.Queue)]
    [InlineData(ExecutionMode.Supersede)]
    [InlineData(ExecutionMode.Parallel)]
    public Task A_resumed_execution_waits_at_the_gate_of_the_named_stage(ExecutionMode mode) => LineTrial.RunAsync(mode, async trial =>
    {
        await trial.StartAsync("a");
        trial.Open("a1");
        trial.Fail("b1");
        await trial.ClosesAsync(1, ExecutionStatus.Failed);
        await trial.DisableGateAsync("deploy");

        await trial.ResumeAsync(1, "deploy");

        await trial.IsAsync(2, "Queued [build: Reused (a=Reused); deploy: Waiting (b=Pending)]");
        await trial.EnableGateAsync("deploy");
        await trial.FinishAsync(2);
    });

    /// <summary>Starts the execution and brings it to the gate.</summary>
    private static async Task ArriveAsync(LineTrial trial, int number, string stage)
    {
        trial.Open($"a{number}");
        await trial.StartAsync();
        await trial.WaitsAsync(number, stage);
    }
}
