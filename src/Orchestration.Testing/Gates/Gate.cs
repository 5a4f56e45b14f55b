namespace Orchestration.Testing;

/// <summary>
/// A named place in the code under test where it stops until the test lets it go on. The code under test calls
/// <see cref="PassAsync"/>; the test awaits <see cref="ReachedAsync"/>, looks at the world, and calls
/// <see cref="Open"/>, <see cref="OpenOnce"/> or <see cref="Fail"/>.
/// </summary>
/// <remarks>
/// <para>
/// A gate is closed when created. A visitor that arrives is treated in this order: a visitor whose token is already
/// cancelled is cancelled; else, if <see cref="OpenOnce"/> has left a permission, the visitor uses it and passes; else
/// it passes an open gate, fails at a failing gate, and waits at a closed one.
/// </para>
/// <para>
/// At every moment <see cref="Arrivals"/> is the sum of <see cref="Waiting"/>, <see cref="Passed"/>,
/// <see cref="Cancelled"/> and <see cref="Failed"/>; a visitor is counted at the moment the call that frees it is made,
/// before it continues.
/// </para>
/// <para>
/// All members are safe for concurrent use. Neither a visitor that has waited nor a waiting test is ever continued
/// inside the call that frees it: both continue on the thread pool or in the context they awaited from. A gate has no
/// time limit; see <see cref="TaskGuard"/> for one.
/// </para>
/// </remarks>
public sealed class Gate
{
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource> _visitors = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _watchers = [];
    private bool _isOpen;
    private Exception? _failure;
    private int _permissions;
    private int _arrivals;
    private int _passed;
    private int _cancelled;
    private int _failed;

    /// <summary>Creates a closed gate.</summary>
    /// <param name="name">The name that failure messages show.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null, empty or white space.</exception>
    public Gate(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>The name that failure messages show.</summary>
    public string Name { get; }

    /// <summary>How many visitors have reached the gate since it was created, whatever became of them.</summary>
    public int Arrivals => Read(ref _arrivals);

    /// <summary>How many visitors wait at the gate now.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _visitors.Count;
            }
        }
    }

    /// <summary>How many visitors have been let through.</summary>
    public int Passed => Read(ref _passed);

    /// <summary>How many visitors left because their token was cancelled.</summary>
    public int Cancelled => Read(ref _cancelled);

    /// <summary>How many visitors got the exception given to <see cref="Fail"/>.</summary>
    public int Failed => Read(ref _failed);

    /// <summary>Called by the code under test: reports that it is here, and waits until it is let through.</summary>
    /// <param name="cancellationToken">Ends the wait; also observed on arrival, even at an open gate.</param>
    /// <returns>A task that completes when the visitor is let through.</returns>
    /// <exception cref="OperationCanceledException">
    /// <paramref name="cancellationToken"/> was cancelled first; the exception carries that token.
    /// </exception>
    /// <exception cref="Exception">The exception given to <see cref="Fail"/>.</exception>
    public async Task PassAsync(CancellationToken cancellationToken = default)
    {
        if (Arrive(cancellationToken) is not { } visit)
        {
            return;
        }

        using var registration = cancellationToken.UnsafeRegister((_, token) => Cancel(visit, token), null);
        await visit.Value.Task.ConfigureAwait(false);
    }

    /// <summary>
    /// Like <see cref="PassAsync"/>, for code that is meant to ignore its cancellation token: only the test can end
    /// the wait. A test must let such a visitor go before it ends.
    /// </summary>
    /// <returns>A task that completes when the visitor is let through.</returns>
    /// <exception cref="Exception">The exception given to <see cref="Fail"/>.</exception>
    public Task PassIgnoringCancellationAsync() => PassAsync(CancellationToken.None);

    /// <summary>Called by the test: waits until visitors have reached the gate.</summary>
    /// <param name="count">
    /// How many visitors must have arrived in total since the gate was created; 1 by default. Visitors that have
    /// already left count.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// A task that completes as soon as <see cref="Arrivals"/> is at least <paramref name="count"/>. The visitor is
    /// then already counted as waiting, passed, cancelled or failed.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled first.</exception>
    public Task ReachedAsync(int count = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        lock (_lock)
        {
            if (_arrivals >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((count, reached));
            return reached.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Lets all waiting visitors through, and every later one. Ends the effect of <see cref="Fail"/>.
    /// </summary>
    public void Open()
    {
        TaskCompletionSource[] visitors;
        lock (_lock)
        {
            _isOpen = true;
            _permissions = 0;
            visitors = TakeAll();
            _passed += visitors.Length;
        }

        foreach (var visitor in visitors)
        {
            visitor.SetResult();
        }
    }

    /// <summary>
    /// Lets one visitor through: the one that has waited longest, or else the next to arrive, even at a failing gate.
    /// Calls add up. Does nothing at an open gate.
    /// </summary>
    public void OpenOnce()
    {
        TaskCompletionSource visitor;
        lock (_lock)
        {
            if (_isOpen)
            {
                return;
            }

            if (_visitors.First is not { } first)
            {
                _permissions++;
                return;
            }

            visitor = first.Value;
            _visitors.RemoveFirst();
            _passed++;
        }

        visitor.SetResult();
    }

    /// <summary>
    /// Makes all waiting visitors throw, and every later one until <see cref="Open"/> is called. Permissions that
    /// <see cref="OpenOnce"/> has left are used up first.
    /// </summary>
    /// <param name="exception">What visitors throw; all of them throw this same instance.</param>
    /// <exception cref="ArgumentNullException"><paramref name="exception"/> is null.</exception>
    public void Fail(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        TaskCompletionSource[] visitors;
        lock (_lock)
        {
            _isOpen = false;
            _failure = exception;
            visitors = TakeAll();
            _failed += visitors.Length;
        }

        foreach (var visitor in visitors)
        {
            visitor.SetException(exception);
        }
    }

    /// <summary>The process of the waiting visitors is gone: they are cancelled, and the gate stays as it is.</summary>
    internal void Evict()
    {
        TaskCompletionSource[] visitors;
        lock (_lock)
        {
            visitors = TakeAll();
            _cancelled += visitors.Length;
        }

        foreach (var visitor in visitors)
        {
            visitor.SetCanceled();
        }
    }

    /// <summary>Describes the gate and its counters in one line, for failure messages.</summary>
    /// <returns>A line of text; its form may change between versions.</returns>
    public override string ToString()
    {
        lock (_lock)
        {
            var state = _isOpen ? "open" : _failure is null ? "closed" : $"failing with {_failure.GetType().Name}";
            return $"gate \"{Name}\": {state}, arrivals {_arrivals}, waiting {_visitors.Count}, passed {_passed}, "
                + $"cancelled {_cancelled}, failed {_failed}, permissions left {_permissions}";
        }
    }

    /// <summary>Counts an arrival; returns the visit if it has to wait, null if the visitor may pass.</summary>
    private LinkedListNode<TaskCompletionSource>? Arrive(CancellationToken cancellationToken)
    {
        List<TaskCompletionSource> reached;
        LinkedListNode<TaskCompletionSource>? visit;
        Exception? failure;
        lock (_lock)
        {
            _arrivals++;
            (visit, failure) = Admit(cancellationToken);
            reached = TakeReached();
        }

        foreach (var watcher in reached)
        {
            watcher.SetResult();
        }

        return failure is null ? visit : throw failure;
    }

    private (LinkedListNode<TaskCompletionSource>? Visit, Exception? Failure) Admit(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            _cancelled++;
            return (null, new OperationCanceledException(cancellationToken));
        }

        if (_isOpen || _permissions > 0)
        {
            _permissions = Math.Max(0, _permissions - 1);
            _passed++;
            return (null, null);
        }

        if (_failure is not null)
        {
            _failed++;
            return (null, _failure);
        }

        return (_visitors.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)), null);
    }

    private void Cancel(LinkedListNode<TaskCompletionSource> visit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (visit.List is null)
            {
                return;
            }

            _visitors.Remove(visit);
            _cancelled++;
        }

        visit.Value.SetCanceled(cancellationToken);
    }

    private List<TaskCompletionSource> TakeReached()
    {
        List<TaskCompletionSource> reached = [];
        for (var index = _watchers.Count - 1; index >= 0; index--)
        {
            if (_watchers[index].Count <= _arrivals)
            {
                reached.Add(_watchers[index].Reached);
                _watchers.RemoveAt(index);
            }
        }

        return reached;
    }

    private TaskCompletionSource[] TakeAll()
    {
        TaskCompletionSource[] visitors = [.. _visitors];
        _visitors.Clear();
        return visitors;
    }

    private int Read(ref int counter)
    {
        lock (_lock)
        {
            return counter;
        }
    }
}
