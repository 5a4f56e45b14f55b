using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>A thousand executions through one pipeline in the mode Queue, a fifth of them stopped somewhere on their way.</summary>
public sealed class QueueLoadTests
{
    private const int Executions = 1_000;
    private const int MaxWaiting = 50;

    [Theory]
    [InlineData(1)]
    [InlineData(20260)]
    public Task All_are_closed_and_each_lock_is_released_as_often_as_it_was_taken(int seed) =>
        LineTrial.RunAsync(new LineSetup(ExecutionMode.Queue, "build: a; test: b; deploy: c"), async trial =>
        {
            Random random = new(seed);
            List<Task<ExecutionSummary>> closes = [];
            List<Task> stops = [];

            // The first stage is full up to the last place before anything moves.
            await trial.StartAsync("a");
            await trial.StartAsync(MaxWaiting);
            await Refused.AsAsync(ErrorCode.QueueFull, () => trial.Orchestrator.StartAsync(new StartRequest("release")));
            trial.Open([.. Enumerable.Range(1, Executions).SelectMany(number => (string[])[$"a{number}", $"b{number}", $"c{number}"])]);
            closes.AddRange(Enumerable.Range(1, MaxWaiting + 1).Select(number => trial[number].WaitAsync()));
            while (trial.Count < Executions)
            {
                Guid id = trial.NextId();
                int number = trial.Count;
                StartRequest request = new("release") { CommandId = id };
                while ((await Races.OutcomeAsync(trial.Orchestrator.StartAsync(request))).Refused is { } code)
                {
                    Assert.Equal(ErrorCode.QueueFull, code);
                    Task<ExecutionSummary>[] open = [.. closes.Where(close => !close.IsCompleted)];
                    if (open.Length > 0)
                    {
                        await Task.WhenAny(open).WithinAsync(trial.Host.Describe);
                    }
                }

                closes.Add(trial[number].WaitAsync());
                if (random.Next(5) == 0)
                {
                    // Somebody of the newest: it waits, runs, is about to, or has just ended.
                    int victim = number - random.Next(Math.Min(number, MaxWaiting + 5));
                    stops.Add(StopAsync(trial[victim], random.Next(6)));
                }
            }

            await Task.WhenAll(stops).WithinAsync(trial.Host.Describe);
            await Task.WhenAll(closes).WithinAsync(trial.Host.Describe, TimeSpan.FromMinutes(2));

            await trial.LinesAsync("build: -; test: -; deploy: -");
            Assert.Equal(Executions, closes.Count(close => close.Result.IsClosed));
            Assert.Contains(closes, close => close.Result.Status == ExecutionStatus.Stopped);
            Assert.Contains(closes, close => close.Result.Status == ExecutionStatus.Aborted);
            await CheckLocksAsync(trial);
        });

    /// <summary>Each stage was left as often as it was entered, and never entered while somebody was in it.</summary>
    private static async Task CheckLocksAsync(LineTrial trial)
    {
        Dictionary<string, ExecutionId> inside = [];
        Dictionary<string, (int Entered, int Left)> counts = new() { ["build"] = default, ["test"] = default, ["deploy"] = default };
        foreach (RecordedCommit commit in trial.Recording.Commits)
        {
            foreach ((ExecutionId execution, StageClosed closed) in Of<StageClosed>(commit).Where(one => inside.GetValueOrDefault(one.Happened.Stage) == one.Execution))
            {
                Assert.True(inside.Remove(closed.Stage));
                counts[closed.Stage] = (counts[closed.Stage].Entered, counts[closed.Stage].Left + 1);
            }

            foreach ((ExecutionId execution, StageEntered entered) in Of<StageEntered>(commit))
            {
                Assert.True(inside.TryAdd(entered.Stage, execution), $"{trial.NumberOf(execution)} entered {entered.Stage} beside another.");
                counts[entered.Stage] = (counts[entered.Stage].Entered + 1, counts[entered.Stage].Left);
            }
        }

        Assert.Empty(inside);
        foreach ((string stage, (int entered, int left)) in counts)
        {
            Assert.Equal(entered, left);
            int told = 0;
            for (int number = 1; number <= trial.Count; number++)
            {
                told += (await trial[number].EventsAsync()).OfType<StageEntered>().Count(one => one.Stage == stage);
            }

            Assert.Equal(told, entered);
        }
    }

    private static IEnumerable<(ExecutionId Execution, T Happened)> Of<T>(RecordedCommit commit)
        where T : StageEvent =>
        commit.Events.Where(one => one.Happened is T).Select(one => (one.Execution, (T)one.Happened));

    private static async Task StopAsync(ExecutionHandle execution, int how)
    {
        Task<Receipt> stop = how switch
        {
            0 => execution.StopAsync(),
            1 => execution.StopAsync(StopMode.Cancel),
            2 => execution.StopAsync(StopMode.Abandon),
            3 => execution.AbortAsync(),
            4 => execution.AbortAsync(StopMode.Abandon),
            _ => execution.AbortStageAsync("build", StopMode.Abandon),
        };
        (ErrorCode? refused, Receipt? receipt) = await Races.OutcomeAsync(stop);
        Assert.True(refused is null or ErrorCode.NotStoppable or ErrorCode.AlreadyStopping or ErrorCode.StageNotStarted, $"{refused}");
        if (receipt is not null)
        {
            await receipt.SettledAsync().WithinAsync();
        }
    }
}
