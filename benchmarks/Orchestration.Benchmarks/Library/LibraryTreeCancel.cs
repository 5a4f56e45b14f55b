using Orchestration.Benchmarks.Measurement;

namespace Orchestration.Benchmarks.Library;

/// <summary>One root run whose code cancels the first half of its children one by one, and whose end aborts the others. Each child has a time limit.</summary>
internal sealed class LibraryTreeCancel : IRound
{
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LibraryHost _host;
    private readonly int _children;
    private ExecutionHandle? _execution;
    private ExecutionStatus _status;

    private LibraryTreeCancel(int children, Func<int, CancellationToken, Task> body)
    {
        _children = children;
        _host = new LibraryHost(Pipeline.Root("tree", (context, _) => RunAsync(context, body)));
    }

    public static async ValueTask<IRound> PrepareAsync(int children, Func<int, CancellationToken, Task> body)
    {
        LibraryTreeCancel round = new(children, body);
        round._execution = await round._host.StartAsync();
        return round;
    }

    public async ValueTask RunAsync()
    {
        _go.SetResult();
        _status = (await _execution!.WaitAsync()).Status;
    }

    public void EnsureDone()
    {
        if (_status != ExecutionStatus.Succeeded)
        {
            throw new InvalidOperationException($"The execution is {_status}.");
        }
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task RunAsync(ActionContext context, Func<int, CancellationToken, Task> body)
    {
        ChildOptions limited = new() { TimeoutAfter = TimeSpan.FromHours(1) };
        ChildAction[] all = new ChildAction[_children];
        for (int index = 0; index < all.Length; index++)
        {
            int step = index;
            all[index] = context.Start("step", (_, token) => body(step, token), limited);
        }

        await _go.Task;
        ChildAction[] losers = all[..(all.Length / 2)];
        Array.ForEach(losers, loser => loser.Cancel("another one was better"));
        await context.WhenAllSettled(losers);
    }
}
