using ReleasePipeline.Release;
using ReleasePipeline.Scenarios;
using ReleasePipeline.View;

namespace ReleasePipeline;

/// <summary>Runs all scenarios in a workspace of their own, and leaves nothing behind.</summary>
internal static class Demonstration
{
    private const int Interrupted = 130;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(5);

    private static readonly IScenario[] Scenarios =
    [
        new SuccessfulRelease(),
        new StoppedAndRetried(),
        new EscalatedToAbandon(),
        new AbortedDuringVerify(),
        new ResumedFromDeploy(),
        new KilledInTheMiddle(),
    ];

    /// <summary>Returns the exit code of the program.</summary>
    public static async Task<int> RunAsync(CancellationToken interrupted)
    {
        IReleaseView view = ReleaseView.ForConsole();
        Checks checks = new(view);
        using CancellationTokenSource timeLimit = new(TimeLimit, TimeProvider.System);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeLimit.Token, interrupted);
        try
        {
            await RunScenariosAsync(view, checks, either.Token);
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            view.ShowLine("Interrupted; nothing was left behind.");
            return Interrupted;
        }
        catch (Exception error)
        {
            checks.BrokeOff(error);
        }

        view.ShowLine(checks.Summary);
        return checks.AllPassed ? 0 : 1;
    }

    private static async Task RunScenariosAsync(IReleaseView view, Checks checks, CancellationToken cancellationToken)
    {
        Workspace workspace = await Workspace.CreateAsync(CancellationToken.None);
        try
        {
            foreach ((int index, IScenario scenario) in Scenarios.Index())
            {
                view.ShowTitle($"{index + 1}. {scenario.Title}");
                await scenario.RunAsync(new ScenarioContext(workspace, view, checks), cancellationToken);
            }
        }
        finally
        {
            view.ShowTitle("Cleaning up");
            await CleanUp.RunAsync(workspace, checks);
        }
    }
}
