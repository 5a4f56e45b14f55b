using Microsoft.Extensions.DependencyInjection;
using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>Pipelines whose actions stop at gates of their own names, and executions brought to a status.</summary>
internal static class Scenario
{
    /// <summary>A pipeline from a text: <c>build: a, b+c; deploy: d</c> has two stages; b and c run in parallel, behind a.</summary>
    public static Pipeline Gated(string stages, string name = "release", Action<PipelineBuilder>? more = null) => Pipeline.Define(name, define =>
    {
        foreach (string[] stage in stages.Split(';').Select(text => text.Split(':')))
        {
            StageBuilder builder = define.Stage(stage[0].Trim());
            foreach (string group in stage[1].Split(','))
            {
                builder.Parallel(parallel =>
                {
                    foreach (string action in group.Split('+'))
                    {
                        parallel.Action(action.Trim(), PassGateAsync);
                    }
                });
            }
        }

        more?.Invoke(define);
    });

    /// <summary>Waits at the gate of the action's name; a signalled token ends the waiting.</summary>
    public static Task PassGateAsync(ActionContext context, CancellationToken cancellationToken) =>
        context.Services.GetRequiredService<GateSet>()[context.Action].PassAsync(cancellationToken);

    /// <summary>Waits at the gate of the action's name, deaf to its token.</summary>
    public static Task IgnoreTokenAsync(ActionContext context, CancellationToken cancellationToken) =>
        context.Services.GetRequiredService<GateSet>()[context.Action].PassIgnoringCancellationAsync();

    /// <summary>Waits until the gate was reached so many times.</summary>
    public static Task ReachedAsync(this OrchestrationTestHost host, string gate, int times = 1) =>
        host.Gates[gate].ReachedAsync(times).WithinAsync(host.Describe);

    /// <summary>Waits for the close, and describes it.</summary>
    public static async Task<string> CloseAsync(this ExecutionHandle execution)
    {
        await execution.WaitAsync().WithinAsync();
        return (await execution.GetAsync()).Describe();
    }

    /// <summary>Starts the pipeline and fails it at an action; gates before it must be open.</summary>
    public static async Task<ExecutionHandle> FailAtAsync(this OrchestrationTestHost host, Pipeline pipeline, string action)
    {
        host.Gates[action].Fail(new InvalidOperationException("It broke."));
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
        await execution.WaitAsync().WithinAsync(host.Describe);
        return execution;
    }

    /// <summary>Starts a pipeline with the actions a and b, and brings it to a status while b is in flight.</summary>
    public static async Task<ExecutionHandle> BringToAsync(this OrchestrationTestHost host, Pipeline pipeline, ExecutionStatus status)
    {
        host.Gates["a"].Open();
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
        await host.ReachedAsync("b");
        if (status == ExecutionStatus.Succeeded)
        {
            host.Gates["b"].Open();
        }
        else if (status == ExecutionStatus.Failed)
        {
            host.Gates["b"].Fail(new InvalidOperationException("It broke."));
        }
        else if (status == ExecutionStatus.Stopping)
        {
            await execution.StopAsync();
        }
        else if (status == ExecutionStatus.Stopped)
        {
            await (await execution.StopAsync(StopMode.Cancel)).SettledAsync().WithinAsync(host.Describe);
        }
        else if (status == ExecutionStatus.Aborted)
        {
            await (await execution.AbortAsync(StopMode.Cancel)).SettledAsync().WithinAsync(host.Describe);
        }

        await execution.UntilAsync(snapshot => snapshot.Status == status);
        return execution;
    }
}
