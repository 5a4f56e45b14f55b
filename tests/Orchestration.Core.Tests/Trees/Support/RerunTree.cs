using Orchestration.Testing;

namespace Orchestration.Tests.Trees.Support;

/// <summary>A root run to be run again: <c>done</c>, then <c>fold</c> with <c>left</c> and <c>right</c> below it, then <c>last</c>, each behind a gate of its name.</summary>
internal static class RerunTree
{
    public const string AllSucceeded = "Succeeded: root=Succeeded (done-1=Succeeded, fold-1=Succeeded (left-1=Succeeded, right-1=Succeeded), last-1=Succeeded)";

    /// <summary>The definition; its results name its version.</summary>
    public static Pipeline Define(TreeTrial trial, string version = "1") => Pipeline.Root(
        "tree",
        async (context, cancellationToken) =>
        {
            string done = await context.Start("done", trial.Giving("done", $"done {version}"));
            string fold = await context.Start("fold", async (child, token) =>
                $"{await child.Start("left", trial.Giving("left", $"left {version}"))}, {await child.Start("right", trial.Giving("right", $"right {version}"))}");
            return $"{done}, {fold}, {await context.Start("last", trial.Giving("last", $"last {version}"))}";
        },
        root => root.Version(version));

    /// <summary>A first run that has failed at <c>right</c>, and in which <c>last</c> never began. The next run passes every gate.</summary>
    public static Task FailedAsync(Func<TreeTrial, Task> body) => TreeTrial.RunAsync(trial => Define(trial), async trial =>
    {
        trial.Open("done", "left");
        trial.Gate("right").Fail(new FormatException("no good"));
        await trial.ClosesAsync("Failed: root=Failed (done-1=Succeeded, fold-1=Failed (left-1=Succeeded, right-1=Failed))");
        trial.Open("right", "last");
        await body(trial);
    });

    /// <summary>A first run in which everything has succeeded.</summary>
    public static Task SucceededAsync(Func<TreeTrial, Task> body) => TreeTrial.RunAsync(trial => Define(trial), async trial =>
    {
        trial.Open("done", "left", "right", "last");
        await trial.ClosesAsync(AllSucceeded);
        await body(trial);
    });

    /// <summary>Runs it again, and turns to that.</summary>
    public static async Task RerunAsync(this TreeTrial trial, RerunRequest? request = null) =>
        trial.TurnTo(await trial.Execution.RerunAsync(request ?? new RerunRequest()).WithinAsync(trial.Host.Describe));

    /// <summary>Runs it again with what had succeeded, and turns to that.</summary>
    public static Task RecoverAsync(this TreeTrial trial, params string[] force) => trial.RerunAsync(new RerunRequest { ReuseSucceeded = true, Force = force });

    public static string Runs(this TreeTrial trial) => trial.RunsOf("done", "left", "right", "last");
}
