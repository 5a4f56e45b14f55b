using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>Capabilities around child actions, and of a rerun.</summary>
public sealed class TreeCapabilityTests
{
    private static readonly Dictionary<string, Func<TreeTrial, Task>> All = new()
    {
        ["running"] = trial => trial.ReachedAsync("a", "b", "c"),
        ["a child that waits for its retry"] = async trial =>
        {
            await trial.ReachedAsync("a", "b", "c");
            trial.Gate("a").Fail(new FormatException("no good"));
            await trial.UntilAsync("Running: root=Running (a-1=Waiting, b-1=Running (c-1=Running))");
        },
        ["a child that is aborted"] = async trial =>
        {
            await trial.ReachedAsync("a", "b", "c");
            await trial.Execution.AbortActionAsync("tree", "root/b-1");
        },
        ["a child that is waited for under its abort"] = async trial =>
        {
            await trial.ReachedAsync("a", "b", "c");
            await trial.Execution.AbortActionAsync(new AbortActionRequest("tree", "root/b-1/c-1") { Mode = StopMode.Wait });
        },
        ["a child that is closed"] = async trial =>
        {
            await trial.ReachedAsync("a", "b", "c");
            trial.Open("a");
            await trial.UntilAsync("Running: root=Running (a-1=Succeeded, b-1=Running (c-1=Running))");
        },
        ["a child that has not begun"] = async trial =>
        {
            await trial.ReachedAsync("a", "b", "c");
            await trial.Execution.PauseAsync();
            trial.Open("more");
            await trial.UntilAsync("Pausing: root=Running (a-1=Running, b-1=Running (c-1=Running), d-1=Pending)");
        },
        ["the root has returned"] = async trial =>
        {
            await trial.ReachedAsync("a", "b", "c");
            trial.Open("a");
            await trial.UntilAsync("Running: root=Running (a-1=Succeeded, b-1=Running (c-1=Running))");
            trial.Open("more", "end");
            await trial.ReachedAsync("d");
            await trial.UntilAsync("Running: root=Running+ (a-1=Succeeded, b-1=Stopping (c-1=Stopping), d-1=Stopping)");
        },
        ["waiting stop"] = async trial =>
        {
            await trial.ReachedAsync("a", "b", "c");
            await trial.Execution.StopAsync();
        },
        ["cancelling abort"] = async trial =>
        {
            await trial.ReachedAsync("a", "b", "c");
            await trial.Execution.AbortAsync(StopMode.Cancel);
            await trial.UntilAsync("Stopping: root=Stopping+ (a-1=Aborted, b-1=Stopping (c-1=Stopping))");
        },
        ["abandoned"] = async trial =>
        {
            await trial.ReachedAsync("a", "b", "c");
            await trial.Execution.StopAsync(StopMode.Abandon);
            await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
        },
        ["rerun"] = async trial =>
        {
            await trial.ReachedAsync("a", "b", "c");
            await trial.Execution.StopAsync(StopMode.Abandon);
            await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
            trial.TurnTo(await trial.Execution.RerunAsync());
            await trial.UntilAsync("Running: root=Running (a-1=Running, b-1=Running (c-1=Running))");
        },
    };

    public static TheoryData<string> Situations => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Situations))]
    public Task Each_verb_answers_what_its_capability_says(string situation) => CapabilityRules.CheckAsync(async () =>
    {
        TreeTrial trial = await TreeTrial.StartAsync(
            made => Pipeline.Root("tree", (context, cancellationToken) => RootAsync(made, context, cancellationToken)),
            builder => builder.Services.AddOrchestration(options => options.AllowMarkFailed = true));
        await All[situation](trial).WithinAsync(trial.Host.Describe);
        await trial.Host.IdleAsync();
        return trial;
    });

    private static async Task RootAsync(TreeTrial trial, ActionContext context, CancellationToken cancellationToken)
    {
        _ = context.Start("a", trial.At("a"), new ChildOptions { Retries = 1, Backoff = Backoff.Fixed(TimeSpan.FromMinutes(1)) });
        _ = context.Start("b", async (child, token) =>
        {
            _ = child.Start("c", (_, _) => trial.Gate("c").PassIgnoringCancellationAsync());
            await trial.Gate("b").PassIgnoringCancellationAsync();
        });
        await trial.Gate("more").PassAsync(cancellationToken);
        _ = context.Start("d", (_, _) => trial.Gate("d").PassIgnoringCancellationAsync());
        await trial.Gate("end").PassAsync(cancellationToken);
    }
}
