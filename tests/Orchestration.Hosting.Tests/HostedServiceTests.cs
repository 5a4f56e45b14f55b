using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orchestration.Storage;
using Orchestration.Testing;

namespace Orchestration.Tests.Hosting;

/// <summary>The engine as a part of real hosts that follow one another on one store.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The hosts dispose the store in memory, which holds nothing else.")]
public sealed class HostedServiceTests
{
    private readonly InMemoryExecutionStore _store = new();
    private readonly ManualTimeProvider _time = new();
    private readonly GateSet _gates = new();
    private readonly Pipeline _pipeline;

    public HostedServiceTests() => _pipeline = Pipeline.Define("release", define =>
    {
        StageBuilder stage = define.Stage("build");
        stage.Action("work", WorkAsync);
        stage.Action("next", (_, token) => _gates["next"].PassAsync(token));
    });

    [Fact]
    public async Task A_host_runs_executions_to_their_end()
    {
        _gates["work"].Open();
        _gates["next"].Open();
        using IHost host = Build();
        await host.StartAsync().WithinAsync();

        ExecutionHandle execution = await Orchestrator(host).StartAsync(_pipeline);
        ExecutionSummary closed = await execution.WaitAsync().WithinAsync();

        Assert.Equal(ExecutionStatus.Succeeded, closed.Status);
        await host.StopAsync().WithinAsync();
    }

    [Fact]
    public async Task A_host_has_not_started_while_the_store_is_being_opened()
    {
        SlowToOpenStore slow = new(_store, _gates["open"]);
        using IHost host = Build(slow);
        IHostApplicationLifetime lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();

        Task start = host.StartAsync();
        await _gates["open"].ReachedAsync().WithinAsync();
        Assert.False(start.IsCompleted);
        Assert.False(lifetime.ApplicationStarted.IsCancellationRequested);

        _gates["open"].Open();
        await start.WithinAsync();
        Assert.True(lifetime.ApplicationStarted.IsCancellationRequested);
        await host.StopAsync().WithinAsync();
    }

    [Fact]
    public async Task What_a_shutdown_cuts_off_goes_on_in_the_next_host()
    {
        ExecutionId id;
        using (IHost first = Build())
        {
            await first.StartAsync().WithinAsync();
            ExecutionHandle execution = await Orchestrator(first).StartAsync(_pipeline);
            id = execution.Id;
            await _gates["work"].ReachedAsync().WithinAsync();
            Task<ExecutionSummary> waiting = execution.WaitAsync();

            await StopAtOnceAsync(first);

            OrchestrationException stopped = await Assert.ThrowsAsync<OrchestrationException>(() => waiting.WithinAsync());
            Assert.Equal(ErrorCode.HostStopped, stopped.Code);
        }

        _gates["work"].Open();
        _gates["next"].Open();
        using IHost second = Build();
        await second.StartAsync().WithinAsync();
        ExecutionHandle continued = Orchestrator(second).GetHandle(id);
        ExecutionSummary closed = await continued.WaitAsync().WithinAsync();

        Assert.Equal(ExecutionStatus.Succeeded, closed.Status);
        Assert.Equal(2, (await continued.GetAsync())["build"]["work"].Attempt);
        Assert.Single((await continued.EventsAsync()).OfType<AttemptLost>());
        await second.StopAsync().WithinAsync();
    }

    [Fact]
    public async Task What_ends_within_the_grace_is_kept_and_the_next_host_does_not_repeat_it()
    {
        ExecutionId id;
        using (IHost first = Build())
        {
            await first.StartAsync().WithinAsync();
            id = (await Orchestrator(first).StartAsync(_pipeline)).Id;
            await _gates["work"].ReachedAsync().WithinAsync();

            Task stop = first.StopAsync();
            await _gates["told"].ReachedAsync().WithinAsync();
            Assert.False(stop.IsCompleted);
            _gates["work"].Open();
            await stop.WithinAsync();
        }

        Assert.Equal(0, _gates["next"].Arrivals);
        using IHost second = Build();
        await second.StartAsync().WithinAsync();
        await _gates["next"].ReachedAsync().WithinAsync();
        _gates["next"].Open();
        await Orchestrator(second).GetHandle(id).WaitAsync().WithinAsync();

        Assert.Equal(1, _gates["work"].Arrivals);
        await second.StopAsync().WithinAsync();
    }

    [Fact]
    public async Task A_stop_that_was_accepted_before_the_shutdown_settles_in_the_next_host()
    {
        Guid command;
        using (IHost first = Build())
        {
            await first.StartAsync().WithinAsync();
            ExecutionHandle execution = await Orchestrator(first).StartAsync(_pipeline);
            await _gates["work"].ReachedAsync().WithinAsync();
            command = (await execution.StopAsync()).CommandId;
            await StopAtOnceAsync(first);
        }

        using IHost second = Build();
        await second.StartAsync().WithinAsync();
        Receipt? receipt = await Orchestrator(second).FindReceiptAsync(command);
        Settlement settled = await receipt!.SettledAsync().WithinAsync();

        Assert.Equal(ExecutionStatus.Stopped, settled.Status);
        Assert.Equal(["build/work"], settled.Abandoned);
        await second.StopAsync().WithinAsync();
    }

    [Fact]
    public async Task A_store_that_another_host_owns_fails_the_start()
    {
        using IHost first = Build();
        await first.StartAsync().WithinAsync();
        using IHost second = Build();

        OrchestrationException refused = await Assert.ThrowsAsync<OrchestrationException>(() => second.StartAsync().WithinAsync());

        Assert.Equal(ErrorCode.StoreInUse, refused.Code);
        await first.StopAsync().WithinAsync();
    }

    [Fact]
    public void Added_twice_it_is_one_service()
    {
        using IHost host = Build(configure: builder => builder.AddHostedService().AddHostedService());

        Assert.Single(host.Services.GetServices<IHostedService>());
    }

    private static IOrchestrator Orchestrator(IHost host) => host.Services.GetRequiredService<IOrchestrator>();

    /// <summary>Stops with a limit that has passed by the time the running action is told.</summary>
    private async Task StopAtOnceAsync(IHost host)
    {
        using CancellationTokenSource limit = new();
        Task stop = host.StopAsync(limit.Token);
        await _gates["told"].ReachedAsync().WithinAsync();
        Assert.False(stop.IsCompleted);
        await limit.CancelAsync();
        await stop.WithinAsync();
    }

    private async Task WorkAsync(ActionContext context, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration told = context.StopRequested.Register(() => _ = _gates["told"].PassAsync());
        await _gates["work"].PassAsync(cancellationToken);
    }

    private IHost Build(IExecutionStore? store = null, Action<IOrchestrationBuilder>? configure = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(_time);
        IOrchestrationBuilder orchestration = builder.Services.AddOrchestration()
            .AddPipeline(_pipeline)
            .UseStore(_ => store ?? _store)
            .AddHostedService();
        configure?.Invoke(orchestration);
        return builder.Build();
    }
}
