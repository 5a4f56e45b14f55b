using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestration.Engine;
using Orchestration.Storage;

namespace Orchestration.Testing;

/// <summary>
/// A whole engine in virtual time, for tests of a user's own pipelines: freeze an action at a gate, move the clock, stop, crash,
/// restart, and look. Thread-safe but for <see cref="CrashAsync"/>, <see cref="RestartAsync"/> and disposal, which one caller at a time may use.
/// </summary>
public sealed class OrchestrationTestHost : IAsyncDisposable
{
    private readonly Action<IOrchestrationBuilder> _configure;
    private readonly InMemoryExecutionStore _memory = new();
    private readonly Func<IExecutionStore> _openStore;
    private readonly List<Process> _retired = [];
    private Process _process;

    private OrchestrationTestHost(Action<IOrchestrationBuilder> configure, OrchestrationTestOptions options)
    {
        _configure = configure;
        _openStore = options.OpenStore ?? (() => _memory);
        Time = options.Start is { } start ? new ManualTimeProvider(start) : new ManualTimeProvider();
        Logs = new RecordedLogs(Time);
        _process = Build();
    }

    /// <summary>The clock; it moves only when the test moves it.</summary>
    public ManualTimeProvider Time { get; }

    /// <summary>Places where actions stop until the test lets them go on.</summary>
    public GateSet Gates { get; } = new();

    /// <summary>Everything that was logged, over all restarts.</summary>
    public RecordedLogs Logs { get; }

    /// <summary>The orchestrator of the present engine, without a user.</summary>
    public IOrchestrator Orchestrator => _process.Provider.GetRequiredService<IOrchestrator>();

    /// <summary>The services of the present engine.</summary>
    public IServiceProvider Services => _process.Provider;

    /// <summary>The store of the present engine.</summary>
    public IExecutionStore Store => _process.Store;

    /// <summary>Builds and starts a host.</summary>
    /// <param name="configure">Registers pipelines and what they need, as the application does. It is called again at each restart, with the host.</param>
    /// <param name="options">Storage and time.</param>
    public static async Task<OrchestrationTestHost> StartAsync(Action<IOrchestrationBuilder> configure, OrchestrationTestOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(configure);
        OrchestrationTestHost host = new(configure, options ?? new OrchestrationTestOptions());
        await host._process.Engine.StartAsync().WithinAsync(host.Describe).ConfigureAwait(false);
        return host;
    }

    /// <summary>Builds and starts a host with one pipeline.</summary>
    /// <param name="pipelines">The pipelines.</param>
    public static Task<OrchestrationTestHost> StartAsync(params Pipeline[] pipelines) => StartAsync(builder =>
    {
        foreach (Pipeline pipeline in pipelines)
        {
            builder.AddPipeline(pipeline);
        }
    });

    /// <summary>The orchestrator for a user with a name, and further claims.</summary>
    /// <param name="name">The name.</param>
    /// <param name="claims">Further claims.</param>
    public IOrchestrator As(string name, params Claim[] claims)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Orchestrator.As(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name), .. claims], "test")));
    }

    /// <summary>
    /// Waits until the engine has no work queued, then moves the clock from one timer to the next up to the end, and each time waits until
    /// the engine has done what became due: what waits in turn, such as retries or approvals one after the other, waits as in real time.
    /// </summary>
    /// <param name="by">How far; zero only waits. Not negative.</param>
    public async Task AdvanceAsync(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        await IdleAsync().ConfigureAwait(false);
        DateTimeOffset end = Time.GetUtcNow() + by;
        while (Time.NextTimer is { } next && next <= end)
        {
            Time.AdvanceTo(next);
            await IdleAsync().ConfigureAwait(false);
        }

        Time.AdvanceTo(end);
        await IdleAsync().ConfigureAwait(false);
    }

    /// <summary>Waits until the engine has no work queued. Actions that wait at gates or for the clock are no work.</summary>
    public Task IdleAsync() => _process.Scheduler.IdleAsync().WithinAsync(Describe);

    /// <summary>
    /// Ends the engine as a killed process ends: nothing is said, nothing is written, code that was at a gate is gone.
    /// What was committed stays. Whoever waited gets <see cref="ErrorCode.HostStopped"/>.
    /// </summary>
    public async Task CrashAsync()
    {
        _process.Core.Lifetime.Crash();
        Gates.Evict();
        await _process.Scheduler.IdleAsync().WithinAsync(Describe).ConfigureAwait(false);
        if (_process.Store is InMemoryExecutionStore memory)
        {
            memory.Seize();
        }
        else
        {
            await _process.Store.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Ends the engine as a host that shuts down does, cutting the grace short.</summary>
    public async Task StopAsync()
    {
        using CancellationTokenSource now = new();
        await now.CancelAsync().ConfigureAwait(false);
        await _process.Engine.StopAsync(now.Token).WithinAsync(Describe).ConfigureAwait(false);
        Gates.Evict();
    }

    /// <summary>Starts a new engine on what is stored, after <see cref="CrashAsync"/> or <see cref="StopAsync"/>.</summary>
    /// <param name="configure">Registers what the new engine has; as before where null.</param>
    public async Task RestartAsync(Action<IOrchestrationBuilder>? configure = null)
    {
        Process before = _process;
        _process = Build(configure);
        await _process.Engine.StartAsync().WithinAsync(Describe).ConfigureAwait(false);
        await IdleAsync().ConfigureAwait(false);
        _retired.Add(before);
    }

    /// <summary>A handle of the present engine on an execution.</summary>
    /// <param name="execution">The execution.</param>
    public ExecutionHandle GetHandle(ExecutionId execution) => Orchestrator.GetHandle(execution);

    /// <summary>Opens every gate and stops the engine.</summary>
    public async ValueTask DisposeAsync()
    {
        Gates.OpenAll();
        await StopAsync().ConfigureAwait(false);
        foreach (Process process in _retired.Append(_process))
        {
            await process.Provider.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The gates and the log, for messages of failed tests.</summary>
    public string Describe() => $"{Gates}{Environment.NewLine}{string.Join(Environment.NewLine, Logs.Entries)}";

    private Process Build(Action<IOrchestrationBuilder>? configure = null)
    {
        IExecutionStore store = _openStore();
        CountingScheduler scheduler = new();
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<ILoggerFactory>(Logs);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton<Scheduler>(scheduler);
        services.AddSingleton(Gates);
        IOrchestrationBuilder builder = services.AddOrchestration();
        builder.UseStore(_ => store);
        (configure ?? _configure)(builder);
        ServiceProvider provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        return new Process(provider, scheduler, store);
    }

    /// <summary>What dies in a crash.</summary>
    private sealed record Process(ServiceProvider Provider, CountingScheduler Scheduler, IExecutionStore Store)
    {
        public EngineCore Core => Provider.GetRequiredService<EngineCore>();

        public IOrchestrationEngine Engine => Provider.GetRequiredService<IOrchestrationEngine>();
    }
}
