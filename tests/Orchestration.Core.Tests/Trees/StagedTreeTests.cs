using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>Actions of staged pipelines that start children: what those read, how they are rolled back, and what ends the execution.</summary>
public sealed class StagedTreeTests
{
    [Fact]
    public Task Children_read_the_input_and_the_outputs_of_earlier_actions_and_give_one_to_later_ones()
    {
        int total = 0;
        return TreeTrial.RunAsync(
            trial => Pipeline.Define<int>("staged", define =>
            {
                ActionRef<int> first = define.Stage("one").Action("first", (context, _) => Task.FromResult(context.Input<int>() * 10));
                ActionRef<int> fan = define.Stage("two").Action("fan", async (context, cancellationToken) =>
                {
                    Assert.Equal(70, context.Output(first));
                    return (await context.ForEachAsync(
                        "part", Enumerable.Range(1, 3), (item, part, token) => Task.FromResult(part.Output(first) + part.Input<int>() + item))).Sum();
                });
                define.Stage("three").Action("last", (context, _) => Task.FromResult(total = context.Output(fan)));
            }),
            async trial =>
            {
                await trial.ClosesAsync("Succeeded: first=Succeeded, fan=Succeeded (part-1[0]=Succeeded, part-1[1]=Succeeded, part-1[2]=Succeeded), last=Succeeded");
                Assert.Equal((3 * 77) + 6, total);
            },
            input: 7);
    }

    [Fact]
    public Task A_child_does_not_read_what_runs_beside_or_behind_its_action() => TreeTrial.RunAsync(
        trial => Pipeline.Define("staged", define =>
        {
            ActionRef<int>? beside = null;
            define.Stage("one").Parallel(group =>
            {
                beside = group.Action("beside", (_, _) => Task.FromResult(1));
                group.Action("fan", (context, cancellationToken) => context.RunAsync("part", async (part, token) =>
                {
                    await trial.Gate("part").PassAsync(token);
                    OrchestrationException missing = Assert.Throws<OrchestrationException>(() => part.Output(beside!));
                    Assert.Equal(ErrorCode.OutputMissing, missing.Code);
                }));
            });
        }),
        async trial =>
        {
            await trial.UntilAsync("Running: beside=Succeeded, fan=Running (part-1=Running)");
            trial.Open("part");
            await trial.ClosesAsync("Succeeded: beside=Succeeded, fan=Succeeded (part-1=Succeeded)");
        });

    [Fact]
    public Task The_action_at_the_root_of_a_tree_closes_behind_it_and_the_next_one_starts_then() => TreeTrial.RunAsync(
        trial => Pipeline.Define("staged", define =>
        {
            StageBuilder stage = define.Stage("one");
            stage.Action("fan", (context, token) =>
            {
                _ = context.Start("awaited", trial.At("awaited"), new ChildOptions { Lifetime = ActionLifetime.Await });
                _ = context.Start("deaf", trial.Deaf("deaf"));
                return Task.CompletedTask;
            });
            stage.Action("next", trial.At("next"));
        }),
        async trial =>
        {
            await trial.ReachedAsync("awaited", "deaf");
            await trial.UntilAsync("Running: fan=Running+ (awaited-1=Running, deaf-1=Running), next=Pending");
            trial.Open("awaited");
            await trial.UntilAsync("Running: fan=Running+ (awaited-1=Succeeded, deaf-1=Stopping), next=Pending");
            await trial.AdvanceAsync(30);
            await trial.ReachedAsync("next");
            await trial.IsAsync("Running: fan=Succeeded (awaited-1=Succeeded, deaf-1=Abandoned), next=Running");
            trial.Open("next");
            await trial.EndsAsync();
            Assert.Equal(ExecutionStatus.Succeeded, (await trial.Execution.GetAsync()).Status);
        });

    [Fact]
    public Task A_crash_runs_an_action_again_that_reuses_and_leaves_a_finished_one_alone() => TreeTrial.RunAsync(
        trial => Pipeline.Define("staged", define =>
        {
            define.Stage("one").Action("before", (context, _) => context.RunAsync("early", trial.At("early")));
            define.Stage("two").Parallel(group =>
            {
                group.Action("left", (context, _) => FanAsync(trial, context));
                group.Action("right", (context, _) => FanAsync(trial, context));
            });
        }),
        async trial =>
        {
            trial.Open("early", "left done", "right done");
            await trial.ReachedAsync("left open", "right open");
            await trial.CrashAndRestartAsync();
            trial.Open("left open", "right open");
            await trial.EndsAsync();
            const string Fan = "(done-1=Succeeded, open-1=Abandoned, done-1=Reused, open-1=Succeeded)";
            await trial.IsAsync($"Succeeded: before=Succeeded (early-1=Succeeded), left=Succeeded {Fan}, right=Succeeded {Fan}");
            Assert.Equal("early=1 left done=1 right done=1 left open=2 right open=2", trial.RunsOf("early", "left done", "right done", "left open", "right open"));
        });

    [Fact]
    public Task A_failed_action_is_rolled_back_with_what_its_children_registered_and_finalizers_run_last() => TreeTrial.RunAsync(
        trial => Pipeline.Define("staged", define =>
        {
            define.OnFailure(FailureStrategy.RollbackStage).Finally("end", Undo.EndAsync);
            StageBuilder stage = define.Stage("one");
            stage.Action("good", (context, _) => RegisterAsync(context, "good"), action => action.OnRollback(Undo.PassGateAsync));
            stage.Action("bad", async (context, cancellationToken) =>
            {
                await RegisterAsync(context, "bad");
                await Task.FromException(new FormatException("no good"));
            });
        }),
        async trial =>
        {
            trial.Open("undo good", "end end", "release good", "release good 1", "release good 2", "release bad", "release bad 1", "release bad 2");
            await trial.EndsAsync();
            await trial.IsAsync("Failed: good=Succeeded (part 1-1=Succeeded, part 2-1=Succeeded), bad=Failed (part 1-1=Succeeded, part 2-1=Succeeded)");
            Assert.Equal(
                "undo good, release bad 2, release bad 1, release bad, release good 2, release good 1, release good, end end", await trial.Execution.BegunAsync());
            Assert.Empty((await trial.Execution.GetAsync()).LeftBehind);
            ActionSnapshot good = await trial.RootAsync();
            Assert.True(good.IsRolledBack);
            Assert.All(good.Children, child => Assert.Equal((ActionStatus.Succeeded, true), (child.Status, child.IsRolledBack)));
        },
        builder => builder.AddResourceCleaner<Undo.Cleaner>(Undo.Kind));

    [Fact]
    public Task Resources_of_aborted_and_orphaned_children_stay_behind_under_their_own_names() => TreeTrial.RunAsync(
        trial => Pipeline.Root(
            "tree",
            async (context, cancellationToken) =>
            {
                _ = context.Start("polite", (part, token) => HoldAsync(trial, part, "polite", token));
                _ = context.Start("deaf", (part, _) => HoldAsync(trial, part, "deaf", CancellationToken.None));
                await trial.Gate("polite").ReachedAsync(1, cancellationToken);
                await trial.Gate("deaf").ReachedAsync(1, cancellationToken);
            },
            root => root.Finally("end", Undo.EndAsync)),
        async trial =>
        {
            await trial.UntilAsync("Running: root=Running+ (polite-1=Aborted, deaf-1=Stopping)");
            await trial.AdvanceAsync(30);
            await trial.ReachedAsync("end end");
            await trial.IsAsync("Finalizing: root=Succeeded (polite-1=Aborted, deaf-1=Abandoned)");
            trial.Open("deaf", "end end");
            await trial.EndsAsync();
            await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
            Resource[] left = [.. (await trial.Execution.GetAsync()).LeftBehind];
            Assert.Equal(["polite before root/polite-1", "deaf before root/deaf-1", "deaf after root/deaf-1"], left.OrderByDescending(one => one.Action).Select(one => $"{one.Key} {one.Action}"));
        });

    private static async Task HoldAsync(TreeTrial trial, ActionContext part, string name, CancellationToken cancellationToken)
    {
        await part.RegisterResourceAsync(Undo.Kind, $"{name} before", cancellationToken: CancellationToken.None);
        await trial.Gate(name).PassAsync(cancellationToken);
        await part.RegisterResourceAsync(Undo.Kind, $"{name} after", cancellationToken: CancellationToken.None);
    }

    private static async Task FanAsync(TreeTrial trial, ActionContext context)
    {
        await context.RunAsync("done", trial.At($"{context.Action} done"));
        await context.RunAsync("open", trial.At($"{context.Action} open"));
    }

    private static async Task RegisterAsync(ActionContext context, string name)
    {
        await context.RegisterResourceAsync(Undo.Kind, name);
        for (int number = 1; number <= 2; number++)
        {
            string key = $"{name} {number}";
            await context.RunAsync($"part {number}", (part, token) => part.RegisterResourceAsync(Undo.Kind, key, cancellationToken: token));
        }
    }
}
