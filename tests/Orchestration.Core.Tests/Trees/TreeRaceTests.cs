using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>The completion of a child against what would end it, on real threads that begin at the same moment: one order, one outcome, and no value is lost.</summary>
public sealed class TreeRaceTests
{
    private const int Rounds = 1_000;

    [Fact]
    public Task A_completion_against_a_cancel() => RaceAsync((_, child) =>
    {
        child.Cancel("too slow");
        return Task.FromResult<ErrorCode?>(null);
    });

    [Fact]
    public Task A_completion_against_an_abort_from_outside() => RaceAsync(
        async (trial, child) => (await Races.OutcomeAsync(trial.Execution.AbortActionAsync(TreeVerbs.Abort(child.Key)))).Refused,
        tellsWhoWasFirst: true);

    [Fact]
    public async Task A_completion_against_the_return_of_the_root()
    {
        Pipeline pipeline = Pipeline.Root("tree", async (context, cancellationToken) =>
        {
            GateSetOf gates = new(context);
            ChildAction<string> child = context.Start("child", async (_, token) =>
            {
                await gates["child"].PassAsync(token);
                return "value";
            }, new() { Key = "c" });
            await gates["root"].PassAsync(cancellationToken);
            return child.Status.ToString();
        });
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        for (int round = 0; round < Rounds; round++)
        {
            ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline).WithinAsync(host.Describe);
            Gate child = host.Gates[$"child {execution.Id}"];
            Gate root = host.Gates[$"root {execution.Id}"];
            await Task.WhenAll(child.ReachedAsync(), root.ReachedAsync()).WithinAsync(host.Describe);
            OwnThread.Race(child.Open, root.Open);

            await execution.WaitAsync().WithinAsync(host.Describe);
            ExecutionSnapshot end = await execution.GetAsync();
            ActionSnapshot closed = end.Child("c");
            Assert.Equal((ExecutionStatus.Succeeded, ActionStatus.Succeeded), (end.Status, end["tree"]["root"].Status));
            Assert.True(closed.Status is ActionStatus.Succeeded or ActionStatus.Aborted, closed.Status.ToString());
            Assert.Equal(closed.Status == ActionStatus.Succeeded ? "\"value\"" : null, closed.Output?.ToString());
            IReadOnlyList<ExecutionEvent> history = await execution.EventsAsync().WithinAsync(host.Describe);
            TreeRules.Check(history);
            int ended = history.ToList().FindIndex(happened => happened is ActionClosed { ActionIndex: 1 });
            int returned = history.ToList().FindIndex(happened => happened is ActionReturned or ActionClosed { ActionIndex: 0 });
            Assert.Equal(closed.Status == ActionStatus.Succeeded, ended < returned);
            Assert.Empty(end.Orphans);
        }
    }

    /// <summary>One root, whose children complete one after the other while something would end them.</summary>
    private static Task RaceAsync(Func<TreeTrial, ChildAction, Task<ErrorCode?>> end, bool tellsWhoWasFirst = false) => TreeTrial.RunAsync(
        async (trial, context, _) =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                int value = round;
                Gate gate = trial.Gate($"{round}");
                ChildAction<int> child = context.Start("child", async (_, token) =>
                {
                    await gate.PassAsync(token);
                    return value;
                });
                await gate.ReachedAsync(cancellationToken: CancellationToken.None);
                Task<ErrorCode?>? ended = null;
                OwnThread.Race(gate.Open, () => ended = end(trial, child));
                ErrorCode? refused = await ended!;
                Exception? error = await child.ErrorAsync();
                Assert.Equal(error is null ? ActionStatus.Succeeded : ActionStatus.Aborted, child.Status);
                Assert.True(error is null ? await child == value : error is ActionAbortedException, error?.ToString());
                Assert.Equal(tellsWhoWasFirst && error is null ? ErrorCode.NotStoppable : null, refused);
            }
        },
        async trial =>
        {
            await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
            ExecutionSnapshot snapshot = await trial.Execution.GetAsync();
            Assert.Equal(ExecutionStatus.Succeeded, snapshot.Status);
            Assert.Empty(snapshot.Orphans);
            HashSet<int> asked = [.. (await trial.EventsAsync<ActionStopRequested>()).Select(happened => happened.ActionIndex)];
            ActionSnapshot[] children = [.. snapshot["tree"]["root"].Children];
            Assert.Equal(Rounds, children.Length);
            Assert.All(children, child => Assert.Equal(asked.Contains(child.Id) ? ActionStatus.Aborted : ActionStatus.Succeeded, child.Status));
            Assert.All(children, child => Assert.Equal(asked.Contains(child.Id) ? null : $"{child.Id - 1}", child.Output?.ToString()));
        });

    /// <summary>Gates of one execution.</summary>
    private sealed class GateSetOf(ActionContext context)
    {
        public Gate this[string name] => ((GateSet)context.Services.GetService(typeof(GateSet))!)[$"{name} {context.ExecutionId}"];
    }
}
