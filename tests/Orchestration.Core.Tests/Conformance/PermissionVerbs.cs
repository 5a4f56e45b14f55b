using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>Every verb that addresses an execution.</summary>
internal static class PermissionVerbs
{
    public static IReadOnlyDictionary<string, Func<IOrchestrator, ExecutionId, Task>> All { get; } =
        new SortedDictionary<string, Func<IOrchestrator, ExecutionId, Task>>(StringComparer.Ordinal)
        {
            ["stop"] = (orchestrator, id) => orchestrator.StopAsync(id, new StopRequest()),
            ["abort"] = (orchestrator, id) => orchestrator.AbortAsync(id, new AbortRequest()),
            ["abort stage"] = (orchestrator, id) => orchestrator.AbortAsync(id, new AbortRequest { Stage = "build" }),
            ["abort action"] = (orchestrator, id) => orchestrator.AbortActionAsync(id, new AbortActionRequest("build", "a")),
            ["abort action by number"] = (orchestrator, id) => orchestrator.AbortActionAsync(id, AbortActionRequest.ById(0)),
            ["abort child"] = (orchestrator, id) => orchestrator.AbortActionAsync(id, new AbortActionRequest("build", "a/child-1")),
            ["mark failed"] = (orchestrator, id) => orchestrator.MarkFailedAsync(id, new MarkFailedRequest("build")),
            ["mark action failed"] = (orchestrator, id) => orchestrator.MarkFailedAsync(id, new MarkFailedRequest("build", "a")),
            ["intervene"] = (orchestrator, id) => orchestrator.InterveneAsync(id, new InterveneRequest("build", "a", Intervention.Retry)),
            ["pause"] = (orchestrator, id) => orchestrator.PauseAsync(id, new PauseRequest()),
            ["unpause"] = (orchestrator, id) => orchestrator.UnpauseAsync(id, new UnpauseRequest()),
            ["release"] = (orchestrator, id) => orchestrator.ReleaseResourcesAsync(id, new ReleaseResourcesRequest()),
            ["retry"] = (orchestrator, id) => orchestrator.RetryStageAsync(id, new RetryStageRequest("build")),
            ["resume"] = (orchestrator, id) => orchestrator.ResumeAsync(id, new ResumeRequest("build")),
            ["rerun"] = (orchestrator, id) => orchestrator.RerunAsync(id, new RerunRequest()),
            ["reapply"] = (orchestrator, id) => orchestrator.ReapplyAsync(id, new ReapplyRequest("build")),
            ["approve"] = (orchestrator, id) => orchestrator.ApproveAsync(id, new ApproveRequest("token")),
            ["reject"] = (orchestrator, id) => orchestrator.RejectAsync(id, new RejectRequest("token")),
            ["get"] = (orchestrator, id) => orchestrator.GetAsync(id),
            ["wait"] = (orchestrator, id) => orchestrator.WaitAsync(id),
            ["list actions"] = (orchestrator, id) => orchestrator.ListActionsAsync(id, new ActionQuery()),
            ["result"] = (orchestrator, id) => orchestrator.GetResultAsync<int>(id),
            ["history"] = (orchestrator, id) => orchestrator.HistoryAsync(id),
            ["watch"] = (orchestrator, id) => orchestrator.GetHandle(id).EventsAsync(),
            ["capabilities"] = (orchestrator, id) => orchestrator.GetCapabilitiesAsync(id),
            ["preview"] = (orchestrator, id) => orchestrator.PreviewAsync(id, new StopRequest()),
        };
}
