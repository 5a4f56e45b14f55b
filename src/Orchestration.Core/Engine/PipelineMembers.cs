using Orchestration.Executions;

namespace Orchestration.Engine;

/// <summary>The executions that share the locks of a pipeline. Touched only by the consumer of its mailbox.</summary>
internal sealed class PipelineMembers(PipelineScope scope)
{
    private readonly Dictionary<ExecutionId, LiveExecution> _members = [];

    /// <summary>The state of each is the one behind the last commit, but for those that can't be read.</summary>
    public bool AreLoaded => _members.Values.All(IsLoaded);

    /// <summary>Everybody as of now; members may come and go while it is looked at.</summary>
    public LiveExecution[] All => [.. _members.Values];

    public IEnumerable<ExecutionState> States => _members.Values.Where(member => member.Defect is null).Select(member => member.State).OfType<ExecutionState>();

    public LiveExecution? Find(ExecutionId id) => _members.GetValueOrDefault(id);

    public void Add(LiveExecution member) => _members[member.Id] = member;

    public void Add(ExecutionId id)
    {
        if (!_members.ContainsKey(id))
        {
            _members.Add(id, scope.Engine.Executions.GetOrAdd(id, scope));
        }
    }

    /// <summary>It leaves memory, or was never created.</summary>
    public void Drop(LiveExecution member)
    {
        member.IsGone = true;
        _members.Remove(member.Id);
        scope.Engine.Executions.Remove(member);
    }

    /// <summary>Whoever is addressed becomes a member; who has left memory meanwhile is looked up again.</summary>
    public IMailItem? Receive(IMailItem? batch) => Sift(batch, item =>
    {
        if (item.Live is { IsGone: true } gone)
        {
            scope.Engine.Executions.Post(gone.Id, item);
            return false;
        }

        if (item.Live is { } live)
        {
            live.TryAgain();
            _members.TryAdd(live.Id, live);
        }

        return true;
    });

    /// <summary>Whoever asks for an execution that can't be read is told so; the others go on.</summary>
    public static IMailItem? Answerable(IMailItem? batch) => Sift(batch, item =>
    {
        if (item.Live is { Defect: not null } broken)
        {
            broken.TellDefect(item);
            return false;
        }

        return true;
    });

    /// <summary>Reads those that have to be read. One that can't be keeps its place in its line.</summary>
    public async Task LoadAsync()
    {
        foreach (LiveExecution member in All.Where(member => !IsLoaded(member)))
        {
            try
            {
                member.Load(await scope.Engine.LoadAsync(member.Id).ConfigureAwait(false));
            }
            catch (OrchestrationException defect) when (defect.Code == ErrorCode.StoreCorrupt)
            {
                member.Break(defect);
                scope.ReportDefect(defect);
            }
        }
    }

    private static bool IsLoaded(LiveExecution member) => member.Held.IsLoaded || member.Defect is not null;

    private static IMailItem? Sift(IMailItem? batch, Predicate<IMailItem> keeps)
    {
        IMailItem? kept = null;
        MailChain.ForEach(batch, item =>
        {
            if (keeps(item))
            {
                item.Next = kept;
                kept = item;
            }
        });
        return MailChain.Reverse(kept);
    }
}
