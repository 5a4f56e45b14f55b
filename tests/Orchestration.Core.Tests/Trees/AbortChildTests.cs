using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>People abort a child from outside (Flyte: external abort).</summary>
public sealed class AbortChildTests
{
    public static TheoryData<bool> ByIdOrPath { get; } = [false, true];

    [Theory]
    [MemberData(nameof(ByIdOrPath))]
    public Task FL_16_FL_17_The_parent_that_awaits_it_is_told_who_and_why_and_may_go_on(bool byId)
    {
        Exception? error = null;
        ActionContext? seen = null;
        return TreeTrial.RunAsync(
            async (trial, context, _) => error = await context.Start("child", (given, token) =>
            {
                seen = given;
                return trial.Gate("child").PassAsync(token);
            }).ErrorAsync(),
            async trial =>
            {
                await trial.ReachedAsync("child");
                ExecutionHandle alice = trial.Host.As("alice").GetHandle(trial.Execution.Id);
                Receipt receipt = byId
                    ? await alice.AbortActionAsync((await trial.ChildAsync("child-1")).Id, "runs away").WithinAsync(trial.Host.Describe)
                    : await alice.AbortActionAsync("tree", "root/child-1", "runs away").WithinAsync(trial.Host.Describe);
                await trial.ClosesAsync("Succeeded: root=Succeeded (child-1=Aborted)");
                ActionAbortedException aborted = Assert.IsType<ActionAbortedException>(error);
                Assert.Equal((1, "tree/root/child-1"), (aborted.ActionId, aborted.Path));
                Assert.Equal((ReasonCode.AbortRequested, "runs away", "alice"), (aborted.ReasonCode, aborted.Reason, aborted.Actor));
                Assert.Equal(new StopReason(StopReasonKind.Abort, "alice", "runs away"), seen!.StopReason);
                Settlement settlement = await trial.SettlesAsync(receipt);
                Assert.Equal(["tree/root/child-1"], settlement.Cancelled);
                Assert.Equal((0, 0, 0), (settlement.Finished.Count, settlement.Abandoned.Count, settlement.NotRun.Count));
                ActionSnapshot child = await trial.ChildAsync("child-1");
                Assert.Equal((receipt.CommandId, ReasonCode.AbortRequested), (child.CommandId, child.Reason));
            });
    }

    [Fact]
    public Task FL_17_A_parent_that_does_not_catch_it_fails() => TreeTrial.RunAsync(
        (trial, context, _) => context.RunAsync("child", trial.At("child")),
        async trial =>
        {
            await trial.ReachedAsync("child");
            await trial.AbortAsync("child-1");
            await trial.ClosesAsync("Failed: root=Failed (child-1=Aborted)");
            Assert.Equal(typeof(ActionAbortedException).FullName, (await trial.Execution.GetAsync())["tree"]["root"].Failure!.Type);
        });

    [Fact]
    public Task FL_23_The_abort_of_a_child_that_nobody_awaits_changes_only_its_own_record() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            _ = context.Start("child", trial.At("child"), new() { Key = "a" });
            _ = context.Start("sibling", trial.At("sibling"), new() { Key = "b", Lifetime = ActionLifetime.Await });
            await trial.Gate("root").PassAsync(cancellationToken);
        },
        async trial =>
        {
            await trial.ReachedAsync("child", "sibling", "root");
            await trial.AbortAsync("a");
            await trial.UntilAsync("Running: root=Running (a=Aborted, b=Running)");
            trial.Open("root", "sibling");
            await trial.ClosesAsync("Succeeded: root=Succeeded (a=Aborted, b=Succeeded)");
        });

    [Theory]
    [InlineData("execution")]
    [InlineData("path")]
    [InlineData("id")]
    public Task FL_25_The_abort_of_the_root_is_that_of_the_execution(string what)
    {
        List<ActionContext> seen = [];
        return TreeTrial.RunAsync(
            (trial, context, _) =>
            {
                seen.Add(context);
                return context.RunAsync("a", (a, _) =>
                {
                    seen.Add(a);
                    return a.RunAsync("b", (b, token) =>
                    {
                        seen.Add(b);
                        return trial.Gate("b").PassAsync(token);
                    });
                });
            },
            async trial =>
            {
                await trial.ReachedAsync("b");
                Receipt receipt = await trial.SendAsync(what switch
                {
                    "id" => AbortActionRequest.ById(0) with { Reason = "enough" },
                    "path" => new AbortActionRequest("tree", "root") { Reason = "enough" },
                    _ => new AbortRequest { Mode = StopMode.Cancel, Reason = "enough" },
                });
                await trial.ClosesAsync("Aborted: root=Aborted (a-1=Aborted (b-1=Aborted))");
                Assert.Equal(["a-1/b-1", "a-1", "root"], await trial.ClosedAsync());
                Assert.All(seen, context => Assert.Equal(new StopReason(StopReasonKind.Abort, "anonymous", "enough"), context.StopReason));
                Assert.Single(await trial.EventsAsync<StopRequested>());
                Assert.Empty(await trial.EventsAsync<ActionStopRequested>());
                Assert.Equal(["tree/root", "tree/root/a-1", "tree/root/a-1/b-1"], (await trial.SettlesAsync(receipt)).Cancelled);
            });
    }

    [Fact]
    public Task FL_26_What_has_closed_is_not_stoppable_and_keeps_its_status() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await context.RunAsync("done", (_, _) => Task.CompletedTask, new() { Key = "done" });
            await context.Start("broken", (_, _) => throw new InvalidOperationException("broken"), new() { Key = "broken" }).ErrorAsync();
            await trial.Gate("root").PassAsync(cancellationToken);
        },
        async trial =>
        {
            await trial.ReachedAsync("root");
            foreach (StopMode mode in Enum.GetValues<StopMode>())
            {
                foreach ((string key, string status, int id) in ((string, string, int)[])[("done", "Succeeded", 1), ("broken", "Failed", 2)])
                {
                    OrchestrationException refusal = await trial.RefusedAsync(ErrorCode.NotStoppable, TreeVerbs.Abort(key, mode));
                    Assert.Equal((status, $"root/{key}"), (refusal.ActualStatus, refusal.Target!.Value.Action));
                    await trial.RefusedAsync(ErrorCode.NotStoppable, AbortActionRequest.ById(id) with { Mode = mode });
                    long version = (await trial.Execution.GetAsync()).Version;
                    Receipt receipt = await trial.SendAsync(TreeVerbs.Abort(key, mode) with { OnDuplicate = OnDuplicate.ReturnExisting });
                    Assert.False(receipt.HasEffect);
                    Assert.Equal((ExecutionStatus.Running, 0), ((await trial.SettlesAsync(receipt)).Status, (await trial.SettlesAsync(receipt)).Cancelled.Count));
                    Assert.Equal(version, (await trial.Execution.GetAsync()).Version);
                }
            }

            trial.Open("root");
            await trial.ClosesAsync("Succeeded: root=Succeeded (done=Succeeded, broken=Failed)");
            await trial.RefusedAsync(ErrorCode.NotStoppable, TreeVerbs.Abort("done"));
        });

    [Fact]
    public Task FL_27_What_is_unknown_is_not_found() => TreeTrial.RunAsync(
        (trial, context, _) => context.RunAsync("child", trial.At("child"), new() { Key = "child" }),
        async trial =>
        {
            await trial.ReachedAsync("child");
            AbortActionRequest[] unknown =
            [
                TreeVerbs.Abort("other"), TreeVerbs.Abort("child/below"), TreeVerbs.Abort("CHILD"), new("tree", "child"), AbortActionRequest.ById(2), AbortActionRequest.ById(-1),
            ];
            foreach (AbortActionRequest request in unknown)
            {
                await trial.RefusedAsync(ErrorCode.ActionNotFound, request);
                await trial.RefusedAsync(ErrorCode.ActionNotFound, request with { OnDuplicate = OnDuplicate.ReturnExisting });
            }

            await trial.RefusedAsync(ErrorCode.StageNotFound, new AbortActionRequest("other", "root/child"));
            ExecutionHandle nowhere = trial.Host.GetHandle(new ExecutionId(Guid.NewGuid()));
            foreach (AbortActionRequest request in (AbortActionRequest[])[TreeVerbs.Abort("child"), AbortActionRequest.ById(1)])
            {
                Assert.Equal(ErrorCode.ExecutionNotFound, (await Races.OutcomeAsync(nowhere.AbortActionAsync(request))).Refused);
            }

            trial.Open("child");
            await trial.ClosesAsync("Succeeded: root=Succeeded (child=Succeeded)");
        });
}
