using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Trees.Support;

/// <summary>
/// A host with one root run, and one execution of it, whose name is <c>tree</c>. When the test's body has ended, every history is checked
/// against the rules that hold for each.
/// </summary>
internal sealed class TreeTrial : ITrial
{
    private OrchestrationTestHost? _host;
    private Pipeline? _pipeline;
    private ExecutionHandle? _execution;

    public OrchestrationTestHost Host => _host!;

    public Pipeline Pipeline => _pipeline!;

    public ExecutionHandle Execution => _execution!;

    /// <summary>A root without input or result.</summary>
    public static Task RunAsync(Func<TreeTrial, ActionContext, CancellationToken, Task> root, Func<TreeTrial, Task> body, Action<RootBuilder>? configure = null) =>
        RunAsync(trial => Pipeline.Root("tree", (context, cancellationToken) => root(trial, context, cancellationToken), configure), body);

    /// <param name="define">Makes the pipeline.</param>
    /// <param name="body">The test.</param>
    /// <param name="register">Further registrations.</param>
    /// <param name="options">Storage and time.</param>
    /// <param name="input">The input of the execution, if it has one.</param>
    public static async Task RunAsync(
        Func<TreeTrial, Pipeline> define, Func<TreeTrial, Task> body, Action<IOrchestrationBuilder>? register = null, OrchestrationTestOptions? options = null, object? input = null)
    {
        await using TreeTrial trial = await StartAsync(define, register, options, input);
        await body(trial);
        await trial.CheckHistoriesAsync();
    }

    public static async Task<TreeTrial> StartAsync(Func<TreeTrial, Pipeline> define, Action<IOrchestrationBuilder>? register = null, OrchestrationTestOptions? options = null, object? input = null)
    {
        TreeTrial trial = new();
        trial._pipeline = define(trial);
        trial._host = await OrchestrationTestHost.StartAsync(
            builder =>
            {
                builder.AddPipeline(trial.Pipeline);
                register?.Invoke(builder);
            },
            options);
        trial._execution = await trial.Host.Orchestrator.StartAsync(new StartRequest(trial.Pipeline.Name) { Input = input }).WithinAsync(trial.Host.Describe);
        return trial;
    }

    public Gate Gate(string name) => Host.Gates[name];

    public async Task ReachedAsync(params string[] gates)
    {
        foreach (string gate in gates)
        {
            await Gate(gate).ReachedAsync().WithinAsync(Host.Describe);
        }
    }

    public void Open(params string[] gates) => Array.ForEach(gates, gate => Gate(gate).Open());

    /// <summary>Code that waits at a gate of its name.</summary>
    public Func<ActionContext, CancellationToken, Task> At(string gate) => (_, cancellationToken) => Gate(gate).PassAsync(cancellationToken);

    /// <summary>Code that sleeps in virtual time.</summary>
    public Func<ActionContext, CancellationToken, Task> Sleep(int seconds) => (_, cancellationToken) => Task.Delay(TimeSpan.FromSeconds(seconds), Host.Time, cancellationToken);

    /// <summary>Moves the clock.</summary>
    public Task AdvanceAsync(int seconds) => Host.AdvanceAsync(TimeSpan.FromSeconds(seconds));

    /// <summary>Waits until the tree is described so.</summary>
    public Task UntilAsync(string description) => Execution.UntilAsync(snapshot => snapshot.DescribeTree() == description);

    /// <summary>Waits for the close, and compares the description then.</summary>
    public async Task ClosesAsync(string description)
    {
        await Execution.WaitAsync().WithinAsync(() => $"{description} was expected. {Host.Describe()}");
        await IsAsync(description);
    }

    public async Task IsAsync(string description) => Assert.Equal(description, (await Execution.GetAsync().WithinAsync(Host.Describe)).DescribeTree());

    public async Task<IReadOnlyList<T>> EventsAsync<T>()
        where T : ExecutionEvent => [.. (await Execution.EventsAsync().WithinAsync(Host.Describe)).OfType<T>()];

    /// <summary>A child by its path below the root; of several attempts the newest.</summary>
    public async Task<ActionSnapshot> ChildAsync(string path) => (await Execution.GetAsync()).Child(path);

    /// <summary>Kills the host and starts another on what is stored.</summary>
    public async Task CrashAndRestartAsync(Action<IOrchestrationBuilder>? configure = null)
    {
        await Host.CrashAsync();
        await Host.RestartAsync(configure);
        _execution = Host.GetHandle(Execution.Id);
    }

    /// <summary>From now on the trial is about another execution.</summary>
    public void TurnTo(ExecutionHandle other) => _execution = other;

    public async Task CheckHistoriesAsync()
    {
        ExecutionPage all = await Host.Orchestrator.ListAsync(new() { LatestOnly = false, Limit = 1_000 });
        foreach (ExecutionSummary execution in all.Executions)
        {
            IReadOnlyList<ExecutionEvent> history = await Host.GetHandle(execution.Id).EventsAsync().WithinAsync(Host.Describe);
            TreeRules.Check(history);
        }
    }

    public ValueTask DisposeAsync() => _host?.DisposeAsync() ?? ValueTask.CompletedTask;
}
