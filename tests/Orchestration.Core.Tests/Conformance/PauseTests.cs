using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>A pause: what runs finishes, nothing new starts, and what waits holds it up no longer than it takes to say so.</summary>
public sealed class PauseTests
{
    [Fact]
    public Task What_runs_finishes_and_nothing_new_starts_until_the_pause_ends() => Trial.RunAsync("build: a b, c; deploy: d", async trial =>
    {
        await trial.ReachedAsync("a", "b");
        Receipt pause = await trial.PauseAsync("lunch");
        Assert.Equal((ExecutionStatus.Pausing, Verb.Pause, "lunch"), (pause.Status, pause.Command.Verb, pause.Command.Reason));
        await trial.IsAsync("Pausing [build: Running (a=Running, b=Running, c=Pending); deploy: Pending (d=Pending)]");
        trial.Open("a");
        await trial.UntilAsync("Pausing [build: Running (a=Succeeded, b=Running, c=Pending); deploy: Pending (d=Pending)]");
        trial.Open("b");
        await trial.UntilAsync("Paused [build: Running (a=Succeeded, b=Succeeded, c=Pending); deploy: Pending (d=Pending)]");
        Assert.Equal(0, trial.Gate("c").Arrivals);

        Receipt unpause = await trial.UnpauseAsync("back");

        Assert.Equal((ExecutionStatus.Running, Verb.Unpause), (unpause.Status, unpause.Command.Verb));
        trial.Open("c", "d");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, b=Succeeded, c=Succeeded); deploy: Succeeded (d=Succeeded)]");
        Assert.Single(await trial.EventsAsync<ExecutionPaused>());
    });

    [Fact]
    public Task A_slot_that_becomes_free_is_not_taken()
    {
        TrialSetup setup = new() { MaxParallel = 1 };
        return Trial.RunAsync("build: a b c", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.PauseAsync();
            trial.Open("a");
            await trial.UntilAsync("Paused [build: Running (a=Succeeded, b=Pending, c=Pending)]");

            await trial.UnpauseAsync();

            await trial.ReachedAsync("b");
            Assert.Equal(0, trial.Gate("c").Arrivals);
            trial.Open("b", "c");
            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, b=Succeeded, c=Succeeded)]");
        });
    }

    [Fact]
    public Task Between_two_stages_the_next_is_not_entered() => Trial.RunAsync("build: a; deploy: b", async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.PauseAsync();
        trial.Open("a", "b");
        await trial.UntilAsync("Paused [build: Succeeded (a=Succeeded); deploy: Pending (b=Pending)]");
        Assert.Single(await trial.EventsAsync<StageEntered>());

        await trial.UnpauseAsync();

        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded); deploy: Succeeded (b=Succeeded)]");
    });

    [Theory]
    [InlineData(false, "Succeeded [build: Succeeded (a=Succeeded)]")]
    [InlineData(true, "Failed [build: Failed (a=Failed)]")]
    public Task With_nothing_left_to_start_it_closes_as_usual(bool fails, string end) => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        Receipt pause = await trial.PauseAsync();
        if (fails)
        {
            trial.Fail("a");
        }
        else
        {
            trial.Open("a");
        }

        await trial.ClosesAsync(end);
        Assert.Empty(await trial.EventsAsync<ExecutionPaused>());
        await pause.SettledAsync().WithinAsync(trial.Host.Describe);
        Assert.Null((await trial.CommandAsync(pause.CommandId)).SupersededBy);
    });

    [Theory]
    [InlineData("approval", "qa=Waiting, a=Pending")]
    [InlineData("condition", "qa=Waiting, a=Pending")]
    [InlineData("retry", "qa=Waiting, a=Pending")]
    [InlineData("intervention", "qa=Waiting, a=Pending")]
    public Task What_waits_does_not_hold_it_up(string wait, string actions)
    {
        TrialSetup setup = wait == "approval" ? ApprovalProbe.Setup("qa") : new TrialSetup();
        setup.Settings["qa"] = action => action.OnFailure(
            wait == "retry" ? FailureStrategy.Retry(1, Backoff.Fixed(TimeSpan.FromHours(1))) : FailureStrategy.Intervene(TimeSpan.FromHours(1)));
        if (wait == "condition")
        {
            setup.When["qa"] = async (trial, token) =>
            {
                await trial.Gate("when").PassAsync(token);
                return true;
            };
        }

        return Trial.RunAsync("build: qa, a", setup, async trial =>
        {
            trial.Fail("qa");
            await trial.UntilAsync($"Running [build: Running ({actions})]");

            Receipt pause = await trial.PauseAsync();

            Assert.Equal(ExecutionStatus.Paused, pause.Status);
            await trial.IsAsync($"Paused [build: Running ({actions})]");
            Assert.NotNull((await trial.CommandAsync(pause.CommandId)).SettledAt);
        });
    }

    [Fact]
    public Task It_may_end_before_it_was_reached() => Trial.RunAsync("build: a, b", async trial =>
    {
        await trial.ReachedAsync("a");
        Receipt pause = await trial.PauseAsync();
        Receipt unpause = await trial.UnpauseAsync();
        await trial.IsAsync("Running [build: Running (a=Running, b=Pending)]");
        Assert.Equal(unpause.CommandId, (await trial.CommandAsync(pause.CommandId)).SupersededBy);
        await pause.SettledAsync().WithinAsync(trial.Host.Describe);

        trial.Open("a", "b");

        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, b=Succeeded)]");
        Assert.Empty(await trial.EventsAsync<ExecutionPaused>());
    });

    [Fact]
    public Task The_command_of_each_pause_names_the_unpause_that_ended_it() => Trial.RunAsync("build: a, b, c", async trial =>
    {
        List<(Receipt Pause, Receipt Unpause)> pauses = [];
        foreach (string action in (string[])["a", "b"])
        {
            await trial.ReachedAsync(action);
            Receipt pause = await trial.PauseAsync();
            trial.Open(action);
            await trial.Execution.UntilAsync(snapshot => snapshot.Status == ExecutionStatus.Paused);
            pauses.Add((pause, await trial.UnpauseAsync()));
        }

        foreach ((Receipt pause, Receipt unpause) in pauses)
        {
            Assert.Equal(unpause.CommandId, (await trial.CommandAsync(pause.CommandId)).SupersededBy);
            Assert.Null((await trial.CommandAsync(unpause.CommandId)).SupersededBy);
            await unpause.SettledAsync().WithinAsync(trial.Host.Describe);
        }
    });

    [Fact]
    public Task The_same_command_again_has_one_effect_and_another_under_its_id_is_a_conflict() => Trial.RunAsync("build: a, b", async trial =>
    {
        await trial.ReachedAsync("a");
        PauseRequest request = new() { CommandId = Guid.NewGuid(), Reason = "lunch" };
        await trial.Execution.PauseAsync(request);
        Receipt again = await trial.Execution.PauseAsync(request);
        Assert.Equal(request.CommandId, again.CommandId);
        await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.PauseAsync(request with { Reason = "dinner" }));
        UnpauseRequest unpause = new() { CommandId = Guid.NewGuid() };
        await trial.Execution.UnpauseAsync(unpause);
        await trial.Execution.UnpauseAsync(unpause);
        await trial.Execution.PauseAsync(request);

        await trial.IsAsync("Running [build: Running (a=Running, b=Pending)]");
        Assert.Single(await trial.EventsAsync<PauseRequested>());
        Assert.Single(await trial.EventsAsync<UnpauseRequested>());
    });
}
