using Microsoft.Extensions.DependencyInjection;
using Orchestration.Testing;

namespace Orchestration.Tests.Conformance.Support;

/// <summary>
/// A host with one pipeline, drawn by a sketch, and one execution of it. When the test's body has ended, every history is checked
/// against the rules that hold for each.
/// </summary>
internal sealed class Trial : ITrial
{
    private readonly TrialSetup _setup;
    private readonly string _sketch;
    private OrchestrationTestHost? _host;
    private Pipeline? _pipeline;
    private ExecutionHandle? _execution;

    private Trial(string sketch, TrialSetup setup)
    {
        _sketch = sketch;
        _setup = setup;
    }

    public OrchestrationTestHost Host => _host!;

    public Pipeline Pipeline => _pipeline!;

    /// <summary>The execution, asked through the present engine and without a user.</summary>
    public ExecutionHandle Execution => _execution!;

    public IOrchestrator Orchestrator => Host.Orchestrator;

    public static Task RunAsync(string sketch, Func<Trial, Task> body) => RunAsync(sketch, new TrialSetup(), body);

    public static async Task RunAsync(string sketch, TrialSetup setup, Func<Trial, Task> body)
    {
        await using Trial trial = await StartAsync(sketch, setup);
        await body(trial);
        await trial.CheckHistoriesAsync();
    }

    public static async Task<Trial> StartAsync(string sketch, TrialSetup? setup = null)
    {
        Trial trial = new(sketch, setup ?? new TrialSetup());
        trial._pipeline = trial._setup.ToPipeline(sketch, trial);
        trial._host = await OrchestrationTestHost.StartAsync(trial.Register, new OrchestrationTestOptions { OpenStore = trial._setup.OpenStore });
        trial._execution = await trial.StartAgainAsync();
        return trial;
    }

    /// <summary>Another execution of the same pipeline.</summary>
    public Task<ExecutionHandle> StartAgainAsync() => Orchestrator.StartAsync(Pipeline).WithinAsync(Host.Describe);

    public ExecutionHandle As(string user) => Host.As(user).GetHandle(Execution.Id);

    public Gate Gate(string name) => Host.Gates[name];

    public async Task ReachedAsync(params string[] gates)
    {
        foreach (string gate in gates)
        {
            await Gate(gate).ReachedAsync().WithinAsync(Host.Describe);
        }
    }

    public void Open(params string[] gates) => Array.ForEach(gates, gate => Gate(gate).Open());

    public void Fail(string gate) => Gate(gate).Fail(new InvalidOperationException($"{gate} broke"));

    /// <summary>Waits until the execution's description is this one.</summary>
    public Task UntilAsync(string description) => Execution.UntilAsync(snapshot => snapshot.Describe() == description);

    /// <summary>Waits for the next close, and compares the description then.</summary>
    public async Task ClosesAsync(string description)
    {
        await Execution.WaitAsync().WithinAsync(() => $"{description} was expected. {Host.Describe()}");
        await IsAsync(description);
    }

    /// <summary>Compares the description now.</summary>
    public async Task IsAsync(string description) => Assert.Equal(description, (await Execution.GetAsync().WithinAsync(Host.Describe)).Describe());

    /// <summary>Sends a stop and waits until it has had its immediate effects.</summary>
    public async Task<Receipt> StopAsync(StopMode mode = StopMode.Wait, string? reason = null)
    {
        Receipt receipt = await Execution.StopAsync(mode, reason).WithinAsync(Host.Describe);
        await receipt.EffectiveAsync().WithinAsync(Host.Describe);
        return receipt;
    }

    public async Task<Receipt> StopAsync(StopRequest request)
    {
        Receipt receipt = await Execution.StopAsync(request).WithinAsync(Host.Describe);
        await receipt.EffectiveAsync().WithinAsync(Host.Describe);
        return receipt;
    }

    /// <summary>Expects a refusal that leaves no trace in the history.</summary>
    public async Task<OrchestrationException> RefusedAsync(ErrorCode code, Func<ExecutionHandle, Task> send)
    {
        long before = (await Execution.GetAsync()).Version;
        OrchestrationException refusal = await Assert.ThrowsAsync<OrchestrationException>(() => send(Execution).WithinAsync(Host.Describe));
        Assert.Equal(code, refusal.Code);
        Assert.Equal(before, (await Execution.GetAsync()).Version);
        return refusal;
    }

    public async Task<IReadOnlyList<T>> EventsAsync<T>()
        where T : ExecutionEvent => [.. (await Execution.EventsAsync().WithinAsync(Host.Describe)).OfType<T>()];

    public async Task CrashAndRestartAsync(Action<IOrchestrationBuilder>? configure = null)
    {
        await Host.CrashAsync();
        await RestartAsync(configure);
    }

    public async Task RestartAsync(Action<IOrchestrationBuilder>? configure = null)
    {
        await Host.RestartAsync(configure);
        _execution = Host.GetHandle(Execution.Id);
    }

    /// <summary>Ends the host as a shutdown does whose grace has passed, but which waits for what returns, and starts another.</summary>
    public async Task ShutDownAndRestartAsync()
    {
        Task stopped = Host.Services.GetRequiredService<IOrchestrationEngine>().StopAsync();
        await Host.AdvanceAsync(TimeSpan.FromSeconds(30));
        await stopped.WithinAsync(Host.Describe);
        await Host.StopAsync();
        await RestartAsync();
    }

    /// <summary>Resumes; from now on the trial is about the new execution.</summary>
    public async Task ContinueAsync(string fromStage) => _execution = await Execution.ResumeAsync(fromStage);

    /// <summary>The same sketch with another declared version.</summary>
    public Pipeline Edited(string version = "2") => _setup.ToPipeline(_sketch, this, version);

    public async Task CheckHistoriesAsync()
    {
        ExecutionPage all = await Orchestrator.ListAsync(new() { LatestOnly = false, Limit = 1_000 });
        foreach (ExecutionSummary execution in all.Executions)
        {
            IReadOnlyList<ExecutionEvent> history = await Host.GetHandle(execution.Id).EventsAsync().WithinAsync(Host.Describe);
            HistoryRules.Check(history);
            UndoRules.Check(history);
        }
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private void Register(IOrchestrationBuilder builder)
    {
        builder.AddPipeline(Pipeline);
        _setup.Configure?.Invoke(builder);
    }
}
