using Orchestration.Pipelines;

namespace Orchestration.Tests.Conformance.Support;

/// <summary>
/// What holds for a pipeline with locks after each commit, whatever raced: at most one execution is in a stage, it is the one that has
/// the lock, nobody has a lock for nothing, who waits is in the line, and nobody is let in out of turn, past a disabled gate or too late.
/// </summary>
/// <param name="mayRest">A free stage may be left free for a while though somebody waits: the host shuts down, or the first can't go on.</param>
/// <param name="tell">An execution in a word.</param>
internal sealed class LineRules(bool mayRest, Func<ExecutionId, string> tell)
{
    private readonly Dictionary<ExecutionId, ExecutionStarted> _scoped = [];
    private readonly Dictionary<(ExecutionId Execution, string Stage), Place> _places = [];
    private readonly Dictionary<(ExecutionId, string Stage, string Action, int Attempt), long> _epochs = [];
    private readonly HashSet<(ExecutionId Execution, string Stage, string Action, int Attempt)> _orphans = [];
    private readonly List<string> _story = [];
    private StageRecord[] _before = [];

    private enum Place
    {
        Outside,
        InLine,
        OnThreshold,
        Inside,
    }

    public void Check(IEnumerable<RecordedCommit> commits)
    {
        foreach (RecordedCommit commit in commits)
        {
            StageRecord[] now = commit.Pipeline?.Stages ?? _before;
            List<(ExecutionId Execution, string Stage)> entered = [];
            _story.Add("--");
            foreach ((ExecutionId execution, ExecutionEvent happened) in commit.Events)
            {
                _story.Add($"{tell(execution)}: {HistoryRules.Tell(happened)}");
                Read(execution, happened, entered);
            }

            foreach (StageRecord line in now)
            {
                Check(line, Array.Find(_before, one => one.Stage == line.Stage), commit.Epoch, [.. entered.Where(one => one.Stage == line.Stage).Select(one => one.Execution)]);
            }

            _before = now;
        }
    }

    private void Read(ExecutionId execution, ExecutionEvent happened, List<(ExecutionId, string)> entered)
    {
        if (happened is ExecutionStarted { Structure.Mode: not ExecutionMode.Parallel } start)
        {
            _scoped[execution] = start;
        }

        switch (happened)
        {
            case StageWaiting e:
                Move(e.For == StageWait.Entry ? Place.InLine : Place.OnThreshold, e.Stage);
                break;
            case StageEntered e:
                Move(Place.Inside, e.Stage);
                break;
            case StageRetryRequested e:
                _places[(execution, e.Stage)] = e.AwaitsOrphans ? Place.OnThreshold : Place.Inside;
                break;
            case StageClosed e:
                _places.Remove((execution, e.Stage));
                break;
            case StageRollingBack { Strategy: null } e:
                // Before those who wait, and so not among those who have entered.
                _places[(execution, e.Stage)] = Place.Inside;
                break;
            case StageRolledBack { Failure: null } e:
                _places.Remove((execution, e.Stage));
                break;
            case ExecutionClosed:
                Array.ForEach([.. _places.Keys.Where(place => place.Execution == execution)], place => _places.Remove(place));
                break;
            case ActionStarted e:
                _epochs[(execution, e.Stage, e.Action, e.Attempt)] = e.Epoch;
                break;
            case ActionClosed { Status: ActionStatus.Abandoned, Attempt: > 0 } e:
                _orphans.Add((execution, e.Stage, e.Action, e.Attempt));
                break;
            case OrphanReturned e:
                _orphans.Remove((execution, e.Stage, e.Action, e.Attempt));
                break;
            default:
                break;
        }

        void Move(Place to, string stage)
        {
            Place from = _places.GetValueOrDefault((execution, stage));
            if (to != Place.InLine && from is Place.InLine or Place.Outside)
            {
                entered.Add((execution, stage));
            }

            _places[(execution, stage)] = to;
        }
    }

    private void Check(StageRecord line, StageRecord? before, long epoch, ExecutionId[] entered)
    {
        ExecutionId[] inside = Find(line.Stage, place => place is Place.Inside or Place.OnThreshold);
        ExecutionId[] waiting = [.. line.Waiting.Select(occupant => occupant.Execution)];
        Require(inside.Length <= 1, line, "two are in it");
        Require(inside.All(one => one == line.Holder?.Execution), line, "who is in it has its lock");
        Require(line.Holder is null || inside.Length == 1 || HasOrphans(line.Holder.Execution, line.Stage, epoch), line, "nobody has a lock for nothing");
        Require(waiting.Distinct().Count() == waiting.Length, line, "nobody waits twice");
        Require(waiting.ToHashSet().SetEquals(Find(line.Stage, place => place == Place.InLine)), line, "who waits is in the line, and nobody else");
        ExecutionId[] stayed = [.. (before?.Waiting ?? []).Select(occupant => occupant.Execution).Where(waiting.Contains)];
        Require(stayed.SequenceEqual(waiting.Take(stayed.Length)), line, "nobody changes places in the line");
        foreach (ExecutionId one in entered.Where(_scoped.ContainsKey))
        {
            bool wasInLine = before?.Waiting.Any(occupant => occupant.Execution == one) == true;
            IEnumerable<ExecutionId> earlier = (before?.Waiting ?? []).Select(occupant => occupant.Execution).TakeWhile(other => !wasInLine || other != one);
            Require(mayRest || !earlier.Any(waiting.Contains), line, $"first come, first in, but {tell(one)} went past");
        }

        Require(
            entered.Length == 0 || before?.Closure is null || line.Closure?.CommandId != before.Closure.CommandId, line, "nobody passes a disabled gate");
        Require(mayRest || line.Holder is not null || line.Closure is not null || waiting.Length == 0, line, "nobody waits for what is free");
    }

    private ExecutionId[] Find(string stage, Predicate<Place> condition) =>
        [.. _places.Where(one => one.Key.Stage == stage && _scoped.ContainsKey(one.Key.Execution) && condition(one.Value)).Select(one => one.Key.Execution)];

    private bool HasOrphans(ExecutionId execution, string stage, long epoch) =>
        _scoped[execution].Structure.Unlock == UnlockPolicy.AfterOrphansSettle
        && _orphans.Any(orphan => orphan.Execution == execution && orphan.Stage == stage && _epochs[orphan] == epoch);

    private void Require(bool holds, StageRecord line, string rule)
    {
        if (!holds)
        {
            string holder = line.Holder is { } one ? tell(one.Execution) : "nobody";
            string waiting = string.Join(" ", line.Waiting.Select(occupant => tell(occupant.Execution)));
            Assert.Fail($"{rule}, but not at {line.Stage}, locked by {holder}, where wait {waiting}, in{Environment.NewLine}{string.Join(Environment.NewLine, _story)}");
        }
    }
}
