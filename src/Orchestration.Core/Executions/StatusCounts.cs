using System.Runtime.CompilerServices;

namespace Orchestration.Executions;

/// <summary>How many actions of a stage have each status, so that closing the last of ten thousand is no scan.</summary>
[InlineArray(Length)]
internal struct StatusCounts
{
    private const int ForgivenIndex = (int)ActionStatus.Ignored + 1;
    private const int Length = ForgivenIndex + 1;

    private int _first;

    public readonly int Of(ActionStatus status) => this[(int)status];

    public readonly int Unstarted => Of(ActionStatus.Pending);

    /// <summary>Started or being asked, and not closed.</summary>
    public readonly int InFlight => Of(ActionStatus.Waiting) + Of(ActionStatus.Running) + Of(ActionStatus.Stopping);

    /// <summary>User code of them runs.</summary>
    public readonly int RunningCode => Of(ActionStatus.Running) + Of(ActionStatus.Stopping);

    /// <summary>Closed so that the stage can't succeed.</summary>
    public readonly int Failures => Failed + Of(ActionStatus.Expired) + Of(ActionStatus.Rejected);

    public readonly int Failed => Of(ActionStatus.Failed) + Of(ActionStatus.Aborted) + Of(ActionStatus.Abandoned) - Forgiven;

    /// <summary>Aborted or abandoned so that the stage goes on.</summary>
    public readonly int Forgiven => this[ForgivenIndex];

    public void Forgive(int count) => this[ForgivenIndex] += count;

    public void Move(ActionStatus from, ActionStatus to)
    {
        this[(int)from]--;
        this[(int)to]++;
    }

    public void Add(ActionStatus status, int count) => this[(int)status] += count;
}
