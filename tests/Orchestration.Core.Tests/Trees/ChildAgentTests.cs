using Orchestration.Testing;
using Orchestration.Tests.Conformance;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>What code of a child does with the engine: as the execution's starter, with the child as the audited actor; and what it registers.</summary>
public sealed class ChildAgentTests
{
    [Fact]
    public async Task A_child_acts_as_the_starter_and_the_audit_names_the_child()
    {
        Pipeline other = Scenario.Gated("one: x", name: "other");
        Pipeline tree = Pipeline.Root("tree", (context, _) => context.RunAsync("a", (a, _) => a.RunAsync("b", async (b, token) =>
        {
            IOrchestrator orchestrator = b.GetOrchestrator();
            ExecutionHandle started = await orchestrator.StartAsync(new StartRequest("other") { Reason = "needed" }, token);
            await started.StopAsync(StopMode.Abandon, "no more", token);
            OrchestrationException refusal = await Assert.ThrowsAsync<OrchestrationException>(() => orchestrator.StopAsync(started.Id, new StopRequest(), token));
            Assert.Equal(ErrorCode.NotStoppable, refusal.Code);
        })));
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(other, tree);
        ExecutionHandle execution = await host.As("alice").StartAsync(tree);

        await execution.WaitAsync().WithinAsync(host.Describe);
        ExecutionSnapshot snapshot = await execution.GetAsync();
        Assert.Equal("Succeeded: root=Succeeded (a-1=Succeeded (b-1=Succeeded))", snapshot.DescribeTree());
        string actor = $"alice (tree/root/a-1/b-1 of {execution.Id})";
        ExecutionSummary started = Assert.Single((await host.Orchestrator.ListAsync(new ExecutionQuery { Pipeline = "other" })).Executions);
        Assert.Equal((actor, actor), (started.StartedBy, started.ClosedBy));
        AuditEntry refused = Assert.Single(await host.Orchestrator.ReadAuditAsync());
        Assert.Equal((actor, Verb.Stop, ErrorCode.NotStoppable), (refused.Actor, refused.Verb, refused.Code));
    }

    [Fact]
    public async Task A_child_may_abort_its_sibling_by_name_and_the_parent_is_told_who_it_was()
    {
        Exception? error = null;
        Pipeline tree = Pipeline.Root("tree", async (context, _) =>
        {
            ChildAction victim = context.Start("victim", (_, token) => new TaskCompletionSource().Task.WaitAsync(token), new() { Key = "victim" });
            await context.RunAsync("killer", KillAsync, new() { Key = "killer" });
            error = await victim.ErrorAsync();
        });
        static async Task KillAsync(ActionContext killer, CancellationToken token) =>
            await killer.GetOrchestrator().AbortActionAsync(killer.ExecutionId, TreeVerbs.Abort("victim"), token);

        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(tree);
        ExecutionHandle execution = await host.As("alice").StartAsync(tree);

        await execution.WaitAsync().WithinAsync(host.Describe);
        Assert.Equal("Succeeded: root=Succeeded (victim=Aborted, killer=Succeeded)", (await execution.GetAsync()).DescribeTree());
        Assert.Equal($"alice (tree/root/killer of {execution.Id})", Assert.IsType<ActionAbortedException>(error).Actor);
    }

    [Fact]
    public Task What_a_child_registers_is_listed_under_its_name_and_left_behind_however_it_ends() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            ChildAction a = context.Start("a", async (a, token) =>
            {
                await a.RegisterResourceAsync("file", "of a", "1", token);
                await a.RunAsync("b", async (b, bToken) =>
                {
                    await b.RegisterResourceAsync("file", "of b", cancellationToken: bToken);
                    await Record.ExceptionAsync(() => trial.Gate("b").PassAsync(bToken));
                    await b.RegisterResourceAsync("file", "of b in its grace", cancellationToken: CancellationToken.None);
                });
            });
            await trial.Gate("root").PassAsync(cancellationToken);
            a.Cancel();
            await a.ErrorAsync();
            Assert.Equal(["of a", "of b", "of b in its grace"], (await context.ListLeftBehindAsync(cancellationToken)).Select(resource => resource.Key));
        },
        async trial =>
        {
            await trial.ReachedAsync("b", "root");
            trial.Open("root");
            await trial.ClosesAsync("Succeeded: root=Succeeded (a-1=Aborted (b-1=Aborted))");
            ExecutionSnapshot snapshot = await trial.Execution.GetAsync();
            Assert.Equal(
                [("tree", "root/a-1", "of a", "1"), ("tree", "root/a-1/b-1", "of b", null), ("tree", "root/a-1/b-1", "of b in its grace", null)],
                snapshot.LeftBehind.Select(resource => (resource.Stage, resource.Action, resource.Key, resource.Data)));
        });

    [Theory]
    [InlineData(StopMode.Wait)]
    [InlineData(StopMode.Cancel)]
    [InlineData(StopMode.Abandon)]
    public Task A_stop_lists_what_children_leave_behind(StopMode mode) => TreeTrial.RunAsync(
        (trial, context, _) => context.RunAsync("a", async (a, token) =>
        {
            await a.RegisterResourceAsync("file", "of a", cancellationToken: token);
            await trial.Gate("a").PassAsync(token);
        }),
        async trial =>
        {
            await trial.ReachedAsync("a");
            Receipt receipt = await trial.StopAsync(mode);
            if (mode == StopMode.Wait)
            {
                trial.Open("a");
            }

            Resource left = Assert.Single((await trial.SettlesAsync(receipt)).LeftBehind);
            Assert.Equal(("root/a-1", "of a", 1), (left.Action, left.Key, left.Attempt));
            trial.Open("a");
        });
}
