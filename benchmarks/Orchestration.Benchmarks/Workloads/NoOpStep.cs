namespace Orchestration.Benchmarks.Workloads;

/// <summary>The step that both sides run where only the engine's own cost counts.</summary>
internal static class NoOpStep
{
    public static Task RunAsync(int index, CancellationToken cancellationToken) => Task.CompletedTask;
}
