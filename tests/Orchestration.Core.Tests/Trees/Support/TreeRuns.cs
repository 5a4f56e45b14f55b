using Microsoft.Extensions.DependencyInjection;
using Orchestration.Testing;

namespace Orchestration.Tests.Trees.Support;

/// <summary>Code of children that tells how often it ran: each run arrives at a gate.</summary>
internal static class TreeRuns
{
    /// <summary>Code that waits at a gate and returns a value.</summary>
    public static Func<ActionContext, CancellationToken, Task<T>> Giving<T>(this TreeTrial trial, string gate, T value) => async (_, cancellationToken) =>
    {
        await trial.Gate(gate).PassAsync(cancellationToken);
        return value;
    };

    /// <summary>Code that waits at a gate, deaf to its token.</summary>
    public static Func<ActionContext, CancellationToken, Task> Deaf(this TreeTrial trial, string gate) => (_, _) => trial.Gate(gate).PassIgnoringCancellationAsync();

    /// <summary>Code that arrives at an open gate and throws.</summary>
    public static Func<ActionContext, CancellationToken, Task> Throwing(this TreeTrial trial, string gate) => async (_, cancellationToken) =>
    {
        trial.Open(gate);
        await trial.Gate(gate).PassAsync(cancellationToken);
        throw new InvalidOperationException($"{gate} broke");
    };

    /// <summary>Waits until a gate was reached so many times.</summary>
    public static Task ReachedTimesAsync(this TreeTrial trial, string gate, int times) => trial.Gate(gate).ReachedAsync(times).WithinAsync(trial.Host.Describe);

    /// <summary>How often each gate was reached, such as <c>a=1 b=2</c>.</summary>
    public static string RunsOf(this TreeTrial trial, params string[] gates) => string.Join(" ", gates.Select(gate => $"{gate}={trial.Gate(gate).Arrivals}"));

    /// <summary>What a child's end throws; null where it succeeded.</summary>
    public static Task<Exception?> ErrorOfAsync(ChildAction child) => Record.ExceptionAsync(child.AsTask);

    /// <summary>The root as it stands.</summary>
    public static async Task<ActionSnapshot> RootAsync(this TreeTrial trial) => (await trial.Execution.GetAsync().WithinAsync(trial.Host.Describe)).Stages[0].Actions[0];

    /// <summary>Waits for the close, and gives the root as it stands then.</summary>
    public static async Task<ActionSnapshot> EndsAsync(this TreeTrial trial)
    {
        await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
        return await trial.RootAsync();
    }

    /// <summary>Ends the host as a shutdown does whose grace has passed, but which waits for what returns, and starts another.</summary>
    public static async Task ShutDownAndRestartAsync(this TreeTrial trial)
    {
        Task stopped = trial.Host.Services.GetRequiredService<IOrchestrationEngine>().StopAsync();
        await trial.AdvanceAsync(30);
        await stopped.WithinAsync(trial.Host.Describe);
        await trial.RestartAsync();
    }

    /// <summary>Starts another host, after the one before has stopped.</summary>
    public static async Task RestartAsync(this TreeTrial trial)
    {
        await trial.Host.StopAsync();
        await trial.Host.RestartAsync();
        trial.TurnTo(trial.Host.GetHandle(trial.Execution.Id));
    }

    /// <summary>The settlement of a command, asked of the present host.</summary>
    public static async Task<Settlement> SettlesAsync(this TreeTrial trial, Guid command)
    {
        Receipt? receipt = await trial.Host.Orchestrator.FindReceiptAsync(command).WithinAsync(trial.Host.Describe);
        return await receipt!.SettledAsync().WithinAsync(trial.Host.Describe);
    }
}
