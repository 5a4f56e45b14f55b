namespace Orchestration.CrashTests.Inspection;

/// <summary>An accepted command can be found again by whoever has its id.</summary>
internal static class ReceiptRules
{
    public static async Task CheckAsync(IOrchestrator orchestrator, ToldLine line, Findings findings)
    {
        ExecutionId execution = line.Execution!.Value;
        if (await orchestrator.FindReceiptAsync(line.Id(0)) is not { } receipt || receipt.Execution != execution)
        {
            findings.AddLost($"{line}; it has no receipt.");
            return;
        }

        IReadOnlyList<ExecutionSummary> lineage = await orchestrator.HistoryAsync(execution);
        bool isWhole = lineage.Select((one, index) => one.Lineage.Iteration == lineage[0].Lineage.Iteration + index).All(inOrder => inOrder);
        if (!isWhole || lineage.All(one => one.Id != execution) || lineage.Count(one => one.IsLatest) != 1)
        {
            findings.AddLost($"{line}; its lineage is {string.Join(", ", lineage.Select(one => one.Id))}.");
        }
    }
}
