using System.Collections.Concurrent;
using Orchestration.Testing;

namespace Orchestration.Tests.Conformance.Support;

/// <summary>
/// A host with one pipeline and numbered executions, which meet at its stages. When the test's body has ended, every history and every
/// commit is checked against the rules that hold for each.
/// </summary>
internal sealed class LineTrial : IAsyncDisposable
{
    private readonly LineSetup _setup;
    private readonly RecordingStore _recording = new();
    private readonly ConcurrentDictionary<ExecutionId, int> _numbers = new();
    private readonly List<ExecutionId> _ids = [];
    private OrchestrationTestHost? _host;

    private LineTrial(LineSetup setup)
    {
        _setup = setup;
        Store = new FaultyStore(setup.Store ?? _recording);
        Pipeline = setup.ToPipeline(this);
    }

    public OrchestrationTestHost Host => _host!;

    public FaultyStore Store { get; }

    public RecordingStore Recording => _recording;

    public Pipeline Pipeline { get; private set; }

    public IOrchestrator Orchestrator => Host.Orchestrator;

    /// <summary>How many executions there are.</summary>
    public int Count => _ids.Count;

    /// <summary>An execution by its number, asked through the present engine.</summary>
    public ExecutionHandle this[int number] => Host.GetHandle(_ids[number - 1]);

    public static Task RunAsync(ExecutionMode mode, Func<LineTrial, Task> body) => RunAsync(new LineSetup(mode), body);

    public static Task RunAsync(ExecutionMode mode, string sketch, Func<LineTrial, Task> body) => RunAsync(new LineSetup(mode, sketch), body);

    public static async Task RunAsync(LineSetup setup, Func<LineTrial, Task> body)
    {
        await using LineTrial trial = new(setup);
        trial._host = await OrchestrationTestHost.StartAsync(trial.Register, new OrchestrationTestOptions { OpenStore = () => trial.Store });
        await body(trial);
        await trial.CheckAsync();
    }

    public int NumberOf(ExecutionId execution) => _numbers.GetValueOrDefault(execution);

    /// <summary>Gives the next number to an execution that is about to be created by this command.</summary>
    public Guid NextId()
    {
        Guid id = Guid.NewGuid();
        _ids.Add(new ExecutionId(id));
        _numbers[_ids[^1]] = _ids.Count;
        return id;
    }

    /// <summary>Starts as many executions, one after the other.</summary>
    public async Task<ExecutionHandle> StartAsync(int count = 1)
    {
        for (int number = 1; number < count; number++)
        {
            await StartAsync();
        }

        return await Orchestrator.StartAsync(new StartRequest(Pipeline.Name) { CommandId = NextId() }).WithinAsync(Host.Describe);
    }

    /// <summary>Starts an execution and waits until these gates are reached by it.</summary>
    public async Task<ExecutionHandle> StartAsync(params string[] actions)
    {
        ExecutionHandle execution = await StartAsync();
        await ReachedAsync([.. actions.Select(action => action + Count)]);
        return execution;
    }

    public Task<ExecutionHandle> ResumeAsync(int number, string fromStage) =>
        this[number].ResumeAsync(new ResumeRequest(fromStage) { CommandId = NextId() }).WithinAsync(Host.Describe);

    public Gate Gate(string name) => Host.Gates[name];

    public async Task ReachedAsync(params string[] gates)
    {
        foreach (string gate in gates)
        {
            await Gate(gate).ReachedAsync().WithinAsync(Host.Describe);
        }
    }

    public Task ReachedAsync(string gate, int times) => Gate(gate).ReachedAsync(times).WithinAsync(Host.Describe);

    public void Open(params string[] gates) => Array.ForEach(gates, gate => Gate(gate).Open());

    public void Fail(string gate) => Gate(gate).Fail(new InvalidOperationException($"{gate} broke"));

    /// <summary>Waits until the execution's description is this one.</summary>
    public Task UntilAsync(int number, string description) => this[number].UntilAsync(snapshot => snapshot.Describe() == description);

    /// <summary>Waits until the execution waits at a stage.</summary>
    public Task WaitsAsync(int number, string stage) => this[number].UntilAsync(
        snapshot => snapshot.Stages.Any(one => one.Name == stage && one is { Status: StageStatus.Waiting, WaitsFor: StageWait.Entry }));

    /// <summary>Waits for the next close, and compares the status then.</summary>
    public async Task ClosesAsync(int number, ExecutionStatus status)
    {
        await this[number].WaitAsync().WithinAsync(() => $"{number} has to close as {status}. {Host.Describe()}");
        Assert.Equal(status, (await this[number].GetAsync().WithinAsync(Host.Describe)).Status);
    }

    /// <summary>Compares the description now.</summary>
    public async Task IsAsync(int number, string description) =>
        Assert.Equal(description, (await this[number].GetAsync().WithinAsync(Host.Describe)).Describe());

    /// <summary>Lets an execution run to its end.</summary>
    public async Task FinishAsync(params int[] numbers)
    {
        foreach (int number in numbers)
        {
            foreach (string action in (await this[number].GetAsync()).Stages.SelectMany(stage => stage.Actions).Select(action => action.Name))
            {
                Open($"{action}{number}");
            }

            await ClosesAsync(number, ExecutionStatus.Succeeded);
        }
    }

    /// <summary>Compares gates, locks and lines: <c>build: 1 &lt; 2 3; deploy: - |&lt; 4</c> has a disabled gate in front of a free stage.</summary>
    public async Task LinesAsync(string expected) => Assert.Equal(expected, Tell(await PipelineAsync()));

    public Task<PipelineSnapshot> PipelineAsync() => Orchestrator.GetPipelineAsync(Pipeline.Name).WithinAsync(Host.Describe);

    public string Tell(PipelineSnapshot pipeline) => string.Join("; ", pipeline.Stages.Select(stage =>
    {
        string holder = stage.Holder is { } one ? NumberOf(one.Execution).ToString() : "-";
        string gate = stage.IsGateEnabled ? string.Empty : " |";
        string line = string.Concat(stage.Waiting.Select(waiting => $" {NumberOf(waiting.Execution)}"));
        return $"{stage.Name}: {holder}{gate}{(line.Length > 0 ? " <" : string.Empty)}{line}";
    }));

    public Task<GateChange> DisableGateAsync(string stage, string reason = "maintenance") =>
        Orchestrator.DisableGateAsync(Pipeline.Name, stage, reason).WithinAsync(Host.Describe);

    public Task<GateChange> EnableGateAsync(string stage) => Orchestrator.EnableGateAsync(Pipeline.Name, stage).WithinAsync(Host.Describe);

    /// <summary>Ends the host and starts another, perhaps with a newer version beside older ones.</summary>
    public async Task RestartAsync(bool crash, LineSetup? with = null, params Pipeline[] older)
    {
        await (crash ? Host.CrashAsync() : Host.StopAsync());
        Pipeline = with?.ToPipeline(this) ?? Pipeline;
        await Host.RestartAsync(builder =>
        {
            Array.ForEach(older, one => builder.AddPipeline(one));
            Register(builder);
        });
    }

    public async Task CheckAsync()
    {
        foreach (ExecutionId execution in _ids)
        {
            if (await Store.FindAsync(execution, CancellationToken.None) is not null)
            {
                IReadOnlyList<ExecutionEvent> history = await Host.GetHandle(execution).EventsAsync().WithinAsync(Host.Describe);
                HistoryRules.Check(history);
                UndoRules.Check(history);
            }
        }

        new LineRules(_setup.MayRest, id => NumberOf(id).ToString()).Check(_recording.Commits);
    }

    public async ValueTask DisposeAsync()
    {
        Store.Repair();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    private void Register(IOrchestrationBuilder builder)
    {
        builder.AddPipeline(Pipeline);
        _setup.Configure?.Invoke(builder);
    }
}
