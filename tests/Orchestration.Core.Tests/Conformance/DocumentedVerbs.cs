using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>Every verb of <c>docs/permissions.md</c>, sent about the stage "sign-off" and its approval "qa".</summary>
internal static class DocumentedVerbs
{
    public const string Stage = "sign-off";
    public const string Action = "qa";

    public static IReadOnlyDictionary<string, Func<IOrchestrator, ExecutionId, string, Task>> All { get; } =
        new Dictionary<string, Func<IOrchestrator, ExecutionId, string, Task>>(StringComparer.Ordinal)
        {
            ["Start"] = (one, _, _) => one.StartAsync(new StartRequest("release")),
            ["Stop"] = (one, id, _) => one.StopAsync(id, new StopRequest()),
            ["Abort"] = (one, id, _) => one.AbortAsync(id, new AbortRequest()),
            ["Abort a stage"] = (one, id, _) => one.AbortAsync(id, new AbortRequest { Stage = Stage }),
            ["Abort an action"] = (one, id, _) => one.AbortActionAsync(id, new AbortActionRequest(Stage, Action)),
            ["Abort an action by its number"] = (one, id, _) => one.AbortActionAsync(id, AbortActionRequest.ById(0)),
            ["Abort a child action"] = (one, id, _) => one.AbortActionAsync(id, new AbortActionRequest(Stage, $"{Action}/child-1")),
            ["Mark an action as failed"] = (one, id, _) => one.MarkFailedAsync(id, new MarkFailedRequest(Stage, Action)),
            ["Mark a stage as failed"] = (one, id, _) => one.MarkFailedAsync(id, new MarkFailedRequest(Stage)),
            ["Intervene"] = (one, id, _) => one.InterveneAsync(id, new InterveneRequest(Stage, Action, Intervention.Retry)),
            ["Pause"] = (one, id, _) => one.PauseAsync(id, new PauseRequest()),
            ["Unpause"] = (one, id, _) => one.UnpauseAsync(id, new UnpauseRequest()),
            ["Retry a stage"] = (one, id, _) => one.RetryStageAsync(id, new RetryStageRequest(Stage)),
            ["Resume"] = (one, id, _) => one.ResumeAsync(id, new ResumeRequest(Stage)),
            ["Rerun"] = (one, id, _) => one.RerunAsync(id, new RerunRequest()),
            ["Reapply"] = (one, id, _) => one.ReapplyAsync(id, new ReapplyRequest(Stage)),
            ["Approve"] = (one, id, token) => one.ApproveAsync(id, new ApproveRequest(token)),
            ["Reject"] = (one, id, token) => one.RejectAsync(id, new RejectRequest(token)),
            ["Release resources"] = (one, id, _) => one.ReleaseResourcesAsync(id, new ReleaseResourcesRequest()),
            ["Disable a gate"] = (one, _, _) => one.DisableGateAsync(new DisableGateRequest("release", Stage, "test")),
            ["Enable a gate"] = (one, _, _) => one.EnableGateAsync(new EnableGateRequest("release", Stage)),
            ["Get"] = (one, id, _) => one.GetAsync(id),
            ["Wait"] = (one, id, _) => one.WaitAsync(id),
            ["List actions"] = (one, id, _) => one.ListActionsAsync(id, new ActionQuery()),
            ["Get a result"] = (one, id, _) => one.GetResultAsync<int>(id),
            ["Watch"] = (one, id, _) => one.GetHandle(id).EventsAsync(),
            ["History"] = (one, id, _) => one.HistoryAsync(id),
            ["Capabilities"] = (one, id, _) => one.GetCapabilitiesAsync(id),
            ["Preview"] = (one, id, _) => one.PreviewAsync(id, new StopRequest()),
            ["Get a pipeline"] = (one, _, _) => one.GetPipelineAsync("release"),
            ["Audit"] = (one, _, _) => one.ReadAuditAsync(1),
        };
}
