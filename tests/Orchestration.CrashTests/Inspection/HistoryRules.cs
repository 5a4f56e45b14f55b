using Orchestration.Executions;
using Orchestration.Snapshots;

namespace Orchestration.CrashTests.Inspection;

/// <summary>What must hold of every history, at any time.</summary>
internal static class HistoryRules
{
    public static void Check(StoredExecution stored, Findings findings)
    {
        CheckSequence(stored, findings);
        CheckReplay(stored, findings);
        foreach (CommandEvent accepted in stored.History.OfType<CommandEvent>().Skip(1))
        {
            // A resume is found in the execution that it created.
            ExecutionId expected = accepted is ExecutionContinued continued ? continued.By : stored.Id;
            ExecutionId? found = stored.Commands.TryGetValue(accepted.CommandId, out ExecutionId execution) ? execution : null;
            if (found != expected && accepted is not ExecutionContinued)
            {
                findings.AddLost($"command {accepted.CommandId} is in the history of {stored.Id}, and its id leads to {found?.ToString() ?? "nothing"}.");
            }
        }

        Once(stored.History.OfType<CommandEvent>().Select(one => $"command {one.CommandId} of {stored.Id} was accepted"), findings);
        Once(stored.History.OfType<ExecutionContinued>().Select(_ => $"{stored.Id} was continued"), findings);
        Once(stored.History.OfType<ActionStarted>().Select(one => $"attempt {one.Attempt} of {one.Stage}/{one.Action} ({one.ActionIndex}) of {stored.Id} was started"), findings);
        Once(stored.History.OfType<AttemptLost>().Select(one => $"attempt {one.Attempt} of {one.Stage}/{one.Action} ({one.ActionIndex}) of {stored.Id} was lost"), findings);
        Once(
            stored.History.OfType<ActionClosed>().Where(one => one.Attempt > 0).Select(one => $"attempt {one.Attempt} of {one.Stage}/{one.Action} ({one.ActionIndex}) of {stored.Id} has a result"),
            findings);
        TreeRules.Check(stored, findings);
    }

    public static void Once(IEnumerable<string> happened, Findings findings)
    {
        foreach (IGrouping<string, string> same in happened.GroupBy(one => one).Where(group => group.Count() > 1))
        {
            findings.AddDuplicated($"{same.Key} {same.Count()} times.");
        }
    }

    private static void CheckSequence(StoredExecution stored, Findings findings)
    {
        for (int index = 0; index < stored.History.Count; index++)
        {
            if (stored.History[index].Sequence != index + 1)
            {
                findings.AddLost($"event {index + 1} of {stored.Id} has the sequence {stored.History[index].Sequence}.");
                return;
            }
        }
    }

    private static void CheckReplay(StoredExecution stored, Findings findings)
    {
        if (stored.History.Count == 0)
        {
            return;
        }

        try
        {
            ExecutionSummary replayed = Summarize.Of(ExecutionState.Replay(stored.Id, stored.History));
            if (stored.Summary is null || (replayed.Status, replayed.IsLatest, replayed.ClosedAt) != (stored.Summary.Status, stored.Summary.IsLatest, stored.Summary.ClosedAt))
            {
                findings.AddLost($"{stored.Id} is {replayed.Status} by its history and {stored.Summary?.Status.ToString() ?? "unknown"} in the list.");
            }
        }
        catch (Exception exception) when (exception is OrchestrationException or InvalidOperationException)
        {
            findings.AddLost($"the history of {stored.Id} can't be replayed: {exception.Message}");
        }
    }
}
