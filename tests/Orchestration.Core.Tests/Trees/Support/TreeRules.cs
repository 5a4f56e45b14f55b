using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Trees.Support;

/// <summary>
/// What holds for every history with children, of a root run or a staged pipeline, whatever raced: nothing starts below what ends, every node
/// closes once, the root of a tree behind all below it.
/// </summary>
internal sealed class TreeRules
{
    private readonly Dictionary<int, Node> _nodes = [];
    private readonly string _story;
    private bool _isStopping;
    private long _sequence;

    private TreeRules(string story) => _story = story;

    public static void Check(IReadOnlyList<ExecutionEvent> history)
    {
        TreeRules rules = new(string.Join(Environment.NewLine, history.Select(HistoryRules.Tell)));
        foreach (ExecutionEvent happened in history)
        {
            rules.Require(happened.Sequence == ++rules._sequence, happened, "sequences have no gap");
            rules.Read(happened);
        }
    }

    private void Read(ExecutionEvent happened)
    {
        switch (happened)
        {
            case ExecutionStarted e:
                for (int index = 0; index < e.Structure.Actions.Length; index++)
                {
                    _nodes.Add(index, new Node());
                }

                break;
            case StopRequested or StopDecided:
                _isStopping = true;
                break;
            case StageRetryRequested e:
                _isStopping = false;
                foreach (Node node in e.Actions.Select(index => _nodes[index]).Concat(_nodes.Values.Where(node => node.WasNotRun)))
                {
                    node.Reopen();
                }

                break;
            case ActionAdded e:
                Add(e);
                break;
            case ActionStarted e:
                Start(e);
                break;
            case ActionStopRequested e:
                _nodes[e.ActionIndex].IsEnding = true;
                break;
            case ActionReturned e:
                Require(_nodes[e.ActionIndex].IsRunning, e, "only code that runs returns");
                _nodes[e.ActionIndex].IsRunning = false;
                _nodes[e.ActionIndex].HasReturned = true;
                break;
            case ActionEnding e:
                _nodes[e.ActionIndex].IsEnding |= !e.OfParentOnly;
                break;
            case ActionRetrying e:
                Require(!BelowOpen(e.ActionIndex), e, "nothing of an earlier attempt is open when the next one is to come");
                _nodes[e.ActionIndex].IsRunning = false;
                _nodes[e.ActionIndex].HasReturned = false;
                _nodes[e.ActionIndex].IsEnding = false;
                break;
            case AttemptLost or AttemptAbandoned or InterventionRequested:
                _nodes[((ActionEvent)happened).ActionIndex].IsRunning = false;
                break;
            case ActionClosed or ActionReused:
                Close((ActionEvent)happened);
                break;
            case ExecutionClosed:
                Require(_nodes.Values.All(node => node.IsClosed), happened, "the execution closes behind everything");
                break;
            default:
                break;
        }
    }

    private void Add(ActionAdded e)
    {
        Node parent = _nodes[e.Parent];
        Require(e.ActionIndex == _nodes.Keys.Max() + 1, e, "children are numbered in the order of their starts");
        Require(parent is { IsRunning: true, IsClosed: false } && parent.Attempt == e.ParentAttempt, e, "a child belongs to the running attempt of its parent");
        Require(!_isStopping && !IsEndingAbove(e.Parent), e, "nothing starts in a scope that ends");
        Require(!_nodes.Values.Any(node => node.Parent == e.Parent && node.ParentAttempt == e.ParentAttempt && node.Key == e.Key), e, "a key is unique in its parent's attempt");
        _nodes.Add(e.ActionIndex, new Node { Parent = e.Parent, ParentAttempt = e.ParentAttempt, Key = e.Key });
    }

    private void Start(ActionStarted e)
    {
        Node node = _nodes[e.ActionIndex];
        Require(!node.IsClosed && !node.IsRunning, e, "an action has one attempt at a time");
        Require(!_isStopping && !IsEndingAbove(e.ActionIndex), e, "nothing starts in a scope that ends");
        Require(e.Attempt == node.Attempt + 1, e, "attempts are numbered");
        node.Attempt = e.Attempt;
        node.IsRunning = true;
        node.HasReturned = false;
    }

    private void Close(ActionEvent e)
    {
        Node node = _nodes[e.ActionIndex];
        Require(!node.IsClosed, e, "closed is final");
        Require(node.Parent is not null || !BelowOpen(e.ActionIndex), e, "the root of a tree closes behind everything below it");
        node.IsClosed = true;
        node.IsRunning = false;
        node.WasNotRun = e is ActionClosed { Status: ActionStatus.NotRun };
    }

    private bool BelowOpen(int index) => _nodes.Any(node => !node.Value.IsClosed && IsBelow(node.Key, index));

    private bool IsBelow(int node, int above)
    {
        for (int? parent = _nodes[node].Parent; parent is { } index; parent = _nodes[index].Parent)
        {
            if (index == above)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsEndingAbove(int index)
    {
        for (int? above = index; above is { } node; above = _nodes[node].Parent)
        {
            if (_nodes[node].IsEnding)
            {
                return true;
            }
        }

        return false;
    }

    private void Require(bool holds, ExecutionEvent happened, string rule) =>
        Assert.True(holds, $"At event {happened.Sequence}: {rule}.{Environment.NewLine}{_story}");

    private sealed class Node
    {
        public int? Parent { get; init; }

        public int ParentAttempt { get; init; }

        public string? Key { get; init; }

        public int Attempt { get; set; }

        public bool IsRunning { get; set; }

        public bool HasReturned { get; set; }

        public bool IsEnding { get; set; }

        public bool IsClosed { get; set; }

        public bool WasNotRun { get; set; }

        public void Reopen()
        {
            IsClosed = false;
            WasNotRun = false;
            IsEnding = false;
            HasReturned = false;
        }
    }
}
