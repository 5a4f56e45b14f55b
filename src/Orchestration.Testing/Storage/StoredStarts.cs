using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Testing;

/// <summary>The first event of a history, with everything set and with everything optional missing.</summary>
internal static class StoredStarts
{
    public static ExecutionStarted Full(string text)
    {
        Dictionary<string, string> labels = new() { ["environment"] = "test", [text + " label"] = text + " value" };
        return new ExecutionStarted
        {
            CommandId = StoredSamples.Id(10),
            Actor = text + " actor",
            Reason = text + " reason",
            Pipeline = text + " pipeline",
            PipelineVersion = text + " pipeline version",
            Fingerprint = text + " fingerprint",
            Input = StoredSamples.JsonOf($"\"{StoredSamples.JsonText(text)}\""),
            Labels = labels,
            Lineage = new Lineage(new ExecutionId(StoredSamples.Id(1)), 2, new ExecutionId(StoredSamples.Id(2)), text + " from stage"),
            Reapplies = new ExecutionId(StoredSamples.Id(3)),
            Rerun = new RerunOrigin(new ExecutionId(StoredSamples.Id(4)), ReuseSucceeded: true, [text + " forced"]),
            Starter =
            [
                new StarterIdentity(
                    text + " authentication",
                    text + " name type",
                    text + " role type",
                    [new StarterClaim(text + " type", text + " value"), new StarterClaim("role", "admin")]),
                new StarterIdentity(null, null, null, []),
            ],
            Structure = Structure(text, labels),
        };
    }

    public static ExecutionStarted Minimal(string text) => new()
    {
        CommandId = StoredSamples.Id(20),
        Actor = text + " actor",
        Pipeline = text + " pipeline",
        PipelineVersion = text + " pipeline version",
        Fingerprint = text + " fingerprint",
        Labels = new Dictionary<string, string>(),
        Lineage = new Lineage(new ExecutionId(StoredSamples.Id(20))),
        Structure = new PipelineStructure(text + " name", text + " version", null, new Dictionary<string, string>(), []),
    };

    private static PipelineStructure Structure(string text, Dictionary<string, string> labels)
    {
        ActionStructure first = new(text + " first", "delegate", inputType: null, inputFrom: null, text + " output", hasCondition: false, OnInterrupted.Retry);
        FailureStrategy strategy = new(
            FailureStrategyKind.Intervene, 2, Backoff.Exponential(TimeSpan.FromSeconds(1)), FailureStrategy.RollbackPipeline, TimeSpan.FromHours(1));
        ActionStructure second = new(
            "second",
            text + " type",
            text + " input",
            inputFrom: 0,
            text + " output",
            hasCondition: true,
            OnInterrupted.Abandon,
            approvalTime: TimeSpan.FromDays(7),
            strategy,
            isAbortable: true,
            timeout: TimeSpan.FromMinutes(1),
            deadline: TimeSpan.FromMinutes(2),
            canRollBack: true,
            rollbackDeadline: TimeSpan.FromMinutes(3));
        StageStructure stage = new(
            text + " stage",
            hasCondition: true,
            labels,
            [new GroupStructure(2, [first, second]), new GroupStructure(null, [])],
            strategy,
            limit: TimeSpan.FromHours(4));
        return new PipelineStructure(
            text + " name",
            text + " version",
            text + " input",
            labels,
            [stage],
            ExecutionMode.Queue,
            UnlockPolicy.AfterOrphansSettle,
            strategy,
            limit: TimeSpan.FromHours(5),
            [new FinalizerStructure(text + " finalizer", text + " type", TimeSpan.FromMinutes(6)), new FinalizerStructure("second", "delegate")],
            new ReleaseStructure(ReleasePolicy.OnFailure, new Dictionary<string, ReleasePolicy> { [text + " kind"] = ReleasePolicy.Always }),
            isRoot: true);
    }
}
