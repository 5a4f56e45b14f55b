namespace Orchestration.Testing;

/// <summary>
/// Timers in order of due time, then of creation: a binary heap in which every timer knows its position, so that
/// adding and removing any timer takes logarithmic time. Not thread-safe.
/// </summary>
internal sealed class ManualTimerQueue
{
    private readonly List<ManualTimer> _heap = [];

    public int Count => _heap.Count;

    public ManualTimer? First => _heap.Count == 0 ? null : _heap[0];

    public void Add(ManualTimer timer)
    {
        _heap.Add(timer);
        MoveUp(timer, _heap.Count - 1);
    }

    /// <summary>Removes the timer; does nothing if it is not queued.</summary>
    public void Remove(ManualTimer timer)
    {
        var index = timer.QueueIndex;
        if (index < 0)
        {
            return;
        }

        timer.QueueIndex = -1;
        var last = _heap[^1];
        _heap.RemoveAt(_heap.Count - 1);
        if (last == timer)
        {
            return;
        }

        MoveDown(last, index);
        MoveUp(last, last.QueueIndex);
    }

    private static bool IsBefore(ManualTimer left, ManualTimer right) =>
        left.DueTicks < right.DueTicks || (left.DueTicks == right.DueTicks && left.Number < right.Number);

    private void MoveUp(ManualTimer timer, int index)
    {
        while (index > 0)
        {
            var parent = (index - 1) / 2;
            if (!IsBefore(timer, _heap[parent]))
            {
                break;
            }

            Place(_heap[parent], index);
            index = parent;
        }

        Place(timer, index);
    }

    private void MoveDown(ManualTimer timer, int index)
    {
        for (var child = (2 * index) + 1; child < _heap.Count; child = (2 * index) + 1)
        {
            if (child + 1 < _heap.Count && IsBefore(_heap[child + 1], _heap[child]))
            {
                child++;
            }

            if (!IsBefore(_heap[child], timer))
            {
                break;
            }

            Place(_heap[child], index);
            index = child;
        }

        Place(timer, index);
    }

    private void Place(ManualTimer timer, int index)
    {
        _heap[index] = timer;
        timer.QueueIndex = index;
    }
}
