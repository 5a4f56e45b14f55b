using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>XC-10: on every way out of a stage its lock is released once, and the next enters.</summary>
public sealed class LockExitTests
{
    private static readonly Dictionary<string, Func<LineTrial, Task>> Exits = new()
    {
        ["succeed"] = trial => OpenAsync(trial, "a1"),
        ["fail"] = trial => FailAsync(trial),
        ["stop and wait, success"] = async trial =>
        {
            await trial[1].StopAsync();
            trial.Open("a1");
        },
        ["stop and wait, failure"] = async trial =>
        {
            await trial[1].StopAsync();
            trial.Fail("a1");
        },
        ["stop and wait, deadline"] = async trial =>
        {
            await trial[1].StopAsync(new StopRequest { Deadline = TimeSpan.FromMinutes(1) });
            await trial.Host.AdvanceAsync(TimeSpan.FromMinutes(1));
        },
        ["stop and cancel"] = trial => trial[1].StopAsync(StopMode.Cancel),
        ["stop and abandon"] = trial => trial[1].StopAsync(StopMode.Abandon),
        ["wait, then abandon"] = async trial =>
        {
            await trial[1].StopAsync();
            await trial[1].StopAsync(StopMode.Abandon);
        },
        ["abort and wait"] = async trial =>
        {
            await trial[1].AbortAsync();
            trial.Open("a1");
        },
        ["abort and cancel"] = trial => trial[1].AbortAsync(StopMode.Cancel),
        ["abort and abandon"] = trial => trial[1].AbortAsync(StopMode.Abandon),
        ["abort the stage"] = trial => trial[1].AbortStageAsync("build", StopMode.Cancel),
        ["abort the stage and abandon"] = trial => trial[1].AbortStageAsync("build", StopMode.Abandon),
        ["stop beside the end"] = trial =>
        {
            OwnThread.Race(() => trial.Open("a1"), () => _ = trial[1].StopAsync(StopMode.Abandon));
            return Task.CompletedTask;
        },
    };

    public static TheoryData<string, ExecutionMode> Ways
    {
        get
        {
            TheoryData<string, ExecutionMode> all = [];
            foreach (string exit in Exits.Keys)
            {
                all.Add(exit, ExecutionMode.Queue);
                all.Add(exit, ExecutionMode.Supersede);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public Task XC_10_The_lock_is_released_and_the_next_enters(string exit, ExecutionMode mode) => LineTrial.RunAsync(mode, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync();

        await Exits[exit](trial);

        await trial.ReachedAsync("a2");
        Assert.Equal(trial[2].Id, (await trial.PipelineAsync())["build"].Holder?.Execution);
        await trial.StartAsync();
        trial.Open("b1");
        await trial[1].UntilAsync(snapshot => snapshot.Status >= ExecutionStatus.Succeeded);
        await trial.FinishAsync(2, 3);
        await trial.LinesAsync("build: -; deploy: -");
        Assert.Equal(3, LocksTaken(trial, "build"));
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task XC_10_A_condition_that_says_no_or_throws_releases_the_lock_of_the_threshold(bool throws) =>
        LineTrial.RunAsync(Asking(throws), async trial =>
        {
            Gate asked = trial.Gate("asked");
            await trial.StartAsync();
            await asked.ReachedAsync().WithinAsync(trial.Host.Describe);
            await trial.StartAsync();
            await trial.LinesAsync("build: 1 < 2; deploy: -");
            Assert.Null((await trial.PipelineAsync())["build"].Latest);

            asked.OpenOnce();

            await trial.ReachedAsync("a2");
            await trial.LinesAsync(throws ? "build: 2; deploy: -" : "build: 2; deploy: 1");
            trial.Open("b1");
            await trial.ClosesAsync(1, throws ? ExecutionStatus.Failed : ExecutionStatus.Succeeded);
            await trial.FinishAsync(2);
        });

    [Theory]
    [InlineData(StopMode.Wait)]
    [InlineData(StopMode.Cancel)]
    [InlineData(StopMode.Abandon)]
    public Task XC_10_A_stop_while_the_condition_is_asked_releases_it(StopMode how) =>
        LineTrial.RunAsync(Asking(throws: false), async trial =>
        {
            Gate asked = trial.Gate("asked");
            await trial.StartAsync();
            await asked.ReachedAsync().WithinAsync(trial.Host.Describe);
            await trial.StartAsync();

            await trial[1].StopAsync(how);

            await trial.ClosesAsync(1, ExecutionStatus.Stopped);
            await trial.ReachedAsync("a2");
            await trial.LinesAsync("build: 2; deploy: -");
            await trial.FinishAsync(2);
        });

    [Theory]
    [InlineData(ExecutionMode.Queue)]
    [InlineData(ExecutionMode.Supersede)]
    public Task XC_10_Superseded_or_stopped_while_waiting_leaves_no_lock_behind(ExecutionMode mode) => LineTrial.RunAsync(mode, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync(2);
        await trial[3].AbortAsync();
        if (mode == ExecutionMode.Queue)
        {
            await trial[2].StopAsync();
        }

        await trial.LinesAsync("build: 1; deploy: -");
        await trial.FinishAsync(1);
        await trial.LinesAsync("build: -; deploy: -");
        Assert.Equal(1, LocksTaken(trial, "build"));
    });

    /// <summary>The first execution's condition stops at a gate, and then says no or throws.</summary>
    private static LineSetup Asking(bool throws) => new(ExecutionMode.Queue)
    {
        When =
        {
            ["build"] = async (trial, number, token) =>
            {
                if (number == 1)
                {
                    await trial.Gate("asked").PassAsync(token);
                    return throws ? throw new InvalidOperationException("It broke.") : false;
                }

                return true;
            },
        },
    };

    private static int LocksTaken(LineTrial trial, string stage)
    {
        ExecutionId?[] holders = [.. trial.Recording.Commits.Where(commit => commit.Pipeline is not null)
            .Select(commit => commit.Pipeline!.Stages.FirstOrDefault(line => line.Stage == stage)?.Holder?.Execution)];
        return Enumerable.Range(0, holders.Length).Count(index => holders[index] is not null && (index == 0 || holders[index] != holders[index - 1]));
    }

    private static Task OpenAsync(LineTrial trial, string gate)
    {
        trial.Open(gate);
        return Task.CompletedTask;
    }

    private static Task FailAsync(LineTrial trial)
    {
        trial.Fail("a1");
        return Task.CompletedTask;
    }
}
