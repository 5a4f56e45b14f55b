using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>Nothing starts in a scope that ends: the start is refused in the code that asks for it, and no record is made.</summary>
public sealed class ScopeClosedTests
{
    private static readonly Dictionary<string, EndingRequest> Requests = new()
    {
        ["stop"] = new StopRequest(),
        ["abort"] = new AbortRequest(),
        ["abort stage"] = new AbortRequest { Stage = "tree" },
        ["mark root"] = new MarkFailedRequest("tree", "root") { Mode = StopMode.Wait },
        ["mark stage"] = new MarkFailedRequest("tree") { Mode = StopMode.Wait },
        ["abort parent"] = TreeVerbs.Abort("p", StopMode.Wait),
        ["abort itself"] = TreeVerbs.Abort("p/c", StopMode.Wait),
        ["mark parent"] = new MarkFailedRequest("tree", "root/p") { Mode = StopMode.Wait },
    };

    public static TheoryData<string, string> Ends { get; } = new()
    {
        { "stop", "Stopped: root=Succeeded (p=Succeeded (c=Succeeded))" },
        { "abort", "Aborted: root=Succeeded (p=Succeeded (c=Succeeded))" },
        { "abort stage", "Aborted: root=Succeeded (p=Succeeded (c=Succeeded))" },
        { "mark root", "Failed: root=Failed (p=Succeeded (c=Succeeded))" },
        { "mark stage", "Failed: root=Failed (p=Succeeded (c=Succeeded))" },
        { "abort parent", "Succeeded: root=Succeeded (p=Aborted (c=Succeeded))" },
        { "abort itself", "Succeeded: root=Succeeded (p=Succeeded (c=Aborted))" },
        { "mark parent", "Succeeded: root=Succeeded (p=Failed (c=Succeeded))" },
    };

    public static TheoryData<string, string> UncaughtEnds { get; } = new()
    {
        { "stop", "Stopped: root=Succeeded (p=Succeeded (c=Failed))" },
        { "abort", "Aborted: root=Succeeded (p=Succeeded (c=Failed))" },
        { "abort stage", "Aborted: root=Succeeded (p=Succeeded (c=Failed))" },
        { "mark root", "Failed: root=Failed (p=Succeeded (c=Failed))" },
        { "mark stage", "Failed: root=Failed (p=Succeeded (c=Failed))" },
        { "abort parent", "Succeeded: root=Succeeded (p=Aborted (c=Failed))" },
        { "abort itself", "Succeeded: root=Succeeded (p=Succeeded (c=Aborted))" },
        { "mark parent", "Succeeded: root=Succeeded (p=Failed (c=Failed))" },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public Task A_start_in_a_scope_that_is_asked_to_end_is_refused_and_the_code_may_go_on(string what, string end)
    {
        List<Exception?> refused = [];
        return RunAsync(
            async (trial, c) =>
            {
                refused.Add(await c.Start("late", trial.At("late")).ErrorAsync());
                refused.Add(await Record.ExceptionAsync(() => c.RunAsync("late", trial.At("late"))));
                refused.Add(await Record.ExceptionAsync(() => c.ForEachAsync("late", [1, 2, 3], (_, _, _) => Task.CompletedTask)));
            },
            async trial =>
            {
                await trial.SendAsync(Requests[what]);
                trial.Open("go");
                await trial.ClosesAsync(end);
                Assert.Equal(3, refused.Count);
                Assert.All(refused, error =>
                {
                    OrchestrationException refusal = Assert.IsType<OrchestrationException>(error);
                    Assert.Equal((ErrorCode.ScopeClosed, Verb.StartChild, "tree"), (refusal.Code, refusal.Verb, refusal.Target!.Value.Stage));
                    Assert.StartsWith("root/p/c/late", refusal.Target.Value.Action, StringComparison.Ordinal);
                });
                Assert.Equal(["p", "p/c"], await trial.AddedAsync());
            });
    }

    [Theory]
    [MemberData(nameof(UncaughtEnds))]
    public Task Uncaught_it_fails_the_action_for_good_and_the_scope_closes_as_its_intent_says(string what, string end) => RunAsync(
        (trial, c) => c.RunAsync("late", trial.At("late")),
        async trial =>
        {
            await trial.SendAsync(Requests[what]);
            trial.Open("go");
            await trial.ClosesAsync(end);
            ActionSnapshot c = await trial.ChildAsync("p/c");
            Assert.Equal((typeof(OrchestrationException).FullName, true, 1), (c.Failure!.Type, c.Failure.IsNonRetryable, c.Attempt));
            Assert.Equal(["p", "p/c"], await trial.AddedAsync());
        });

    [Fact]
    public Task Uncaught_in_the_root_it_fails_the_root_for_good() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await trial.Gate("root").PassAsync(cancellationToken);
            await context.RunAsync("late", trial.At("late"));
        },
        async trial =>
        {
            await trial.ReachedAsync("root");
            await trial.StopAsync();
            trial.Open("root");
            await trial.ClosesAsync("Stopped: root=Failed");
            Assert.True((await trial.Execution.GetAsync())["tree"]["root"].Failure!.IsNonRetryable);
        },
        root => root.Retry(3));

    [Fact]
    public Task It_is_not_retried_though_the_scope_of_the_one_that_throws_it_is_open() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            ActionContext? ended = null;
            await context.RunAsync("ended", (child, _) =>
            {
                ended = child;
                return Task.CompletedTask;
            }, new() { Key = "ended" });
            await context.Start("throws", (_, _) => ended!.RunAsync("late", trial.At("late")), new() { Key = "throws", Retries = 5 }).ErrorAsync();
            await context.Start("again", (child, _) => child.AttemptNumber < 3 ? throw new InvalidOperationException() : Task.CompletedTask, new() { Key = "again", Retries = 5 });
        },
        async trial =>
        {
            await trial.ClosesAsync("Succeeded: root=Succeeded (ended=Succeeded, throws=Failed, again=Succeeded)");
            Assert.Equal((1, 3), ((await trial.ChildAsync("throws")).Attempt, (await trial.ChildAsync("again")).Attempt));
            Assert.Equal(["ended", "throws", "again"], await trial.AddedAsync());
        });

    /// <summary>A root that waits for <c>p</c>, which waits for <c>c</c>, which starts something when it may go on.</summary>
    private static Task RunAsync(Func<TreeTrial, ActionContext, Task> code, Func<TreeTrial, Task> body) => TreeTrial.RunAsync(
        trial =>
        {
            return Pipeline.Root("tree", RootAsync);

            async Task RootAsync(ActionContext context, CancellationToken cancellationToken) =>
                await context.Start("p", ParentAsync, new() { Key = "p" }).ErrorAsync();

            async Task ParentAsync(ActionContext p, CancellationToken cancellationToken) =>
                await p.Start("c", ChildAsync, new() { Key = "c", Retries = 5 }).ErrorAsync();

            async Task ChildAsync(ActionContext c, CancellationToken cancellationToken)
            {
                await trial.Gate("go").PassAsync(cancellationToken);
                await code(trial, c);
            }
        },
        async trial =>
        {
            await trial.ReachedAsync("go");
            await body(trial);
        },
        TreeVerbs.AllowMarks);
}
