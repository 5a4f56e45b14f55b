using Orchestration.Benchmarks.Measurement;
using Orchestration.Benchmarks.Workloads;

namespace Orchestration.Benchmarks.Library;

/// <summary>One root run of many children.</summary>
internal sealed class LibraryTree(int children) : IRound
{
    private readonly LibraryHost _host = new(Pipeline.Root("tree", async (context, _) =>
    {
        ChildAction[] all = new ChildAction[children];
        for (int index = 0; index < all.Length; index++)
        {
            int step = index;
            all[index] = context.Start("step", (_, token) => NoOpStep.RunAsync(step, token));
        }

        await context.WhenAll(all);
    }));

    private ExecutionStatus _status;

    public static async ValueTask<IRound> PrepareAsync(int children)
    {
        LibraryTree round = new(children);
        await round._host.StartEngineAsync();
        return round;
    }

    public async ValueTask RunAsync() => _status = (await (await _host.StartAsync()).WaitAsync()).Status;

    public void EnsureDone()
    {
        if (_status != ExecutionStatus.Succeeded)
        {
            throw new InvalidOperationException($"The execution is {_status}.");
        }
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
