using System.Runtime.CompilerServices;

namespace Orchestration;

/// <summary>A child action with a result; see <see cref="ChildAction"/>.</summary>
/// <typeparam name="TOutput">The result's type.</typeparam>
public sealed class ChildAction<TOutput> : ChildAction
{
    private readonly IChild _child;
    private Task<TOutput>? _task;

    internal ChildAction(IChild child)
        : base(child) => _child = child;

    /// <summary>Its result as a task, to be awaited with a time limit or beside others. The same task each time.</summary>
    public new Task<TOutput> AsTask()
    {
        lock (Gate)
        {
            return _task ??= ReadAsync();
        }
    }

    /// <summary>Makes its result awaitable.</summary>
    public new TaskAwaiter<TOutput> GetAwaiter() => AsTask().GetAwaiter();

    private async Task<TOutput> ReadAsync()
    {
        ChildEnd end = await EndAsync().ConfigureAwait(false);
        return end.Error is { } error ? throw error : _child.Read<TOutput>(end.Output);
    }
}
