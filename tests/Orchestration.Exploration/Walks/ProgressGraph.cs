namespace Orchestration.Exploration.Walks;

/// <summary>
/// The steps that happen by themselves: code returns, conditions answer, timers come due, an intent is driven, a host that shut down
/// comes back. If no open world is without such a step, and none of them leads in a circle, then every execution closes, in whichever
/// order they happen.
/// </summary>
internal sealed class ProgressGraph
{
    private readonly List<bool> _isOpen = [];
    private readonly List<(int From, int To)> _steps = [];

    public void AddWorld(bool isOpen) => _isOpen.Add(isOpen);

    public void Add(int from, int to, bool isProgress)
    {
        if (isProgress)
        {
            _steps.Add((from, to));
        }
    }

    /// <summary>A world that never closes, and why; null if there is none.</summary>
    public (int Place, string What)? FindStuck()
    {
        int[] outgoing = new int[_isOpen.Count];
        foreach ((int from, _) in _steps)
        {
            outgoing[from]++;
        }

        for (int place = 0; place < outgoing.Length; place++)
        {
            if (_isOpen[place] && outgoing[place] == 0)
            {
                return (place, "the execution is open and nothing goes on by itself.");
            }
        }

        return FindCircle(outgoing);
    }

    /// <summary>Takes away, again and again, what leads nowhere else; what is left is a circle or leads into one.</summary>
    private (int Place, string What)? FindCircle(int[] outgoing)
    {
        ILookup<int, int> incoming = _steps.ToLookup(step => step.To, step => step.From);
        Stack<int> ended = new(Enumerable.Range(0, outgoing.Length).Where(place => outgoing[place] == 0));
        int left = outgoing.Length;
        while (ended.TryPop(out int place))
        {
            left--;
            foreach (int from in incoming[place])
            {
                if (--outgoing[from] == 0)
                {
                    ended.Push(from);
                }
            }
        }

        return left == 0 ? null : (Array.FindIndex(outgoing, count => count > 0), "steps that happen by themselves lead in a circle.");
    }
}
