using System.Globalization;
using Orchestration.CrashTests.Load;

namespace Orchestration.CrashTests.Inspection;

/// <summary>Whatever somebody was told is in the history.</summary>
internal static class FactRules
{
    public static void Check(StoredExecution stored, IReadOnlyList<ToldLine> facts, Findings findings)
    {
        foreach (ToldLine line in facts.Where(line => !IsStored(stored.History, line)))
        {
            findings.AddLost($"{line}; the history has {stored.History.Count} events.");
        }

        HistoryRules.Once(facts.Where(line => line.Fact == Fact.Ran).Select(line => $"the code of {line}"), findings);
    }

    private static bool IsStored(IReadOnlyList<ExecutionEvent> history, ToldLine line) => line.Fact switch
    {
        Fact.Started => history.Count > 0,
        Fact.Resumed => history is [ExecutionStarted start, ..] && start.Lineage.ResumedFrom == new ExecutionId(line.Id(1)),
        Fact.Accepted => history.OfType<CommandEvent>().Any(one => one.CommandId == line.Id(0)),
        Fact.Settled => IsSettled(history, line.Id(0)),
        Fact.Seen => history.Count >= Number(line.Values[1]),
        Fact.Closed => history.OfType<ExecutionClosed>().Any(one => one.Status.ToString() == line.Values[1] && one.At.UtcTicks == Number(line.Values[2])),
        Fact.Ran => history.OfType<ActionStarted>().Any(one => one.Stage == line.Values[1] && one.Action == line.Values[2] && one.Attempt == Number(line.Values[3]) && one.ActionIndex == Number(line.Values[4])),
        Fact.Result => line.Values[1] == TreeLoad.Undisturbed && history.OfType<ExecutionClosed>().Any(one => one.Status == ExecutionStatus.Succeeded),
        Fact.Registered => history.OfType<ResourceRegistered>().Any(one => one.Key == line.Values[1]),
        _ => throw new InvalidOperationException($"Nothing is stored of {line.Fact}."),
    };

    /// <summary>A stage or the execution has closed after the command.</summary>
    private static bool IsSettled(IReadOnlyList<ExecutionEvent> history, Guid command) => history
        .SkipWhile(one => (one as CommandEvent)?.CommandId != command)
        .Any(one => one is StageClosed or ExecutionClosed);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
