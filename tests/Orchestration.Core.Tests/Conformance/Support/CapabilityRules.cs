using Orchestration.Lifecycles;
using Orchestration.Testing;

namespace Orchestration.Tests.Conformance.Support;

/// <summary>Capabilities tell what each verb answers: asks for them, then calls each verb and compares.</summary>
internal static class CapabilityRules
{
    /// <summary>Refused verbs change nothing, so all are called in one situation; each allowed one gets a situation of its own.</summary>
    /// <param name="arrange">Makes the situation.</param>
    public static async Task CheckAsync<TTrial>(Func<Task<TTrial>> arrange)
        where TTrial : ITrial
    {
        Capability[] allowed;
        await using (TTrial trial = await arrange())
        {
            Capabilities told = await trial.Execution.GetCapabilitiesAsync().WithinAsync(trial.Host.Describe);
            ExecutionSnapshot before = await trial.Execution.GetAsync();
            Assert.Equal(before.Version, told.Version);
            int ofActions = before.Stages.Sum(stage => stage.Actions.Sum(action => CountOf(trial.Pipeline, stage, action) + CountBelow(action)));
            Assert.Equal(10 + (before.Stages.Count * 10) + ofActions, told.Verbs.Count(one => one.Verb != Verb.Intervene));
            Assert.Equal(
                before.Stages.SelectMany(stage => stage.Actions).Where(action => action.Intervention is not null).Select(action => action.Name),
                told.Verbs.Where(one => one is { Verb: Verb.Intervene, IsAllowed: true }).Select(one => one.Action));
            Assert.Equal(told.Verbs.Count, told.Verbs.Select(Tell).Distinct().Count());
            foreach (Capability refused in told.Verbs.Where(one => !one.IsAllowed))
            {
                OrchestrationException refusal = await Assert.ThrowsAsync<OrchestrationException>(
                    () => CallAsync(trial.Execution, refused).WithinAsync(trial.Host.Describe));
                Assert.Equal((refused.Refusal, refused.Why, Tell(refused)), (refusal.Code, refusal.Message, Tell(refused)));
            }

            Assert.Equal(before.Version, (await trial.Execution.GetAsync()).Version);
            allowed = [.. told.Verbs.Where(one => one.IsAllowed)];
        }

        foreach (Capability one in allowed)
        {
            await using TTrial trial = await arrange();
            Assert.Contains(one, (await trial.Execution.GetCapabilitiesAsync().WithinAsync(trial.Host.Describe)).Verbs);
            await CallAsync(trial.Execution, one).WithinAsync(() => $"{Tell(one)} {trial.Host.Describe()}");
            await trial.Host.IdleAsync();
            await trial.CheckHistoriesAsync();
        }
    }

    /// <summary>Abort and mark of what is in progress, abort of what may be aborted, and the two answers to an approval.</summary>
    private static int CountOf(Pipeline pipeline, StageSnapshot stage, ActionSnapshot action)
    {
        bool isAbortable = pipeline.Structure.FindStage(stage.Name)!.FindAction(action.Name)!.IsAbortable;
        return (3 * (IsInProgress(action) ? 2 : isAbortable ? 1 : 0)) + (action.Approval?.Token is null ? 0 : 2);
    }

    /// <summary>Abort of every open child, and mark of those that are in progress.</summary>
    private static int CountBelow(ActionSnapshot action) =>
        action.Children.Sum(child => (child.Status.IsClosed() ? 0 : IsInProgress(child) ? 6 : 3) + CountBelow(child));

    private static bool IsInProgress(ActionSnapshot action) => action.Status is ActionStatus.Running or ActionStatus.Stopping
        || (action.Status == ActionStatus.Waiting && action.WaitsFor != ActionWait.Condition);

    private static string Tell(Capability one) => $"{one.Verb} {one.Mode}{one.RetryMode} {one.Stage}{one.Action}";

    private static Task CallAsync(ExecutionHandle execution, Capability one) => one switch
    {
        { Verb: Verb.Stop } => execution.StopAsync(one.Mode!.Value),
        { Verb: Verb.Abort, Action: { } action } => execution.AbortActionAsync(new AbortActionRequest(one.Stage!, action) { Mode = one.Mode!.Value }),
        { Verb: Verb.Abort } => execution.AbortAsync(new AbortRequest { Mode = one.Mode!.Value, Stage = one.Stage }),
        { Verb: Verb.RetryStage } => execution.RetryStageAsync(one.Stage!, one.RetryMode!.Value),
        { Verb: Verb.Resume } => execution.ResumeAsync(one.Stage!),
        { Verb: Verb.Rerun } => execution.RerunAsync(),
        { Verb: Verb.Reapply } => execution.ReapplyAsync(one.Stage!),
        { Verb: Verb.MarkFailed } => execution.MarkFailedAsync(new MarkFailedRequest(one.Stage!, one.Action) { Mode = one.Mode!.Value }),
        { Verb: Verb.Intervene } => execution.InterveneAsync(one.Stage!, one.Action!, Intervention.Ignore),
        { Verb: Verb.Pause } => execution.PauseAsync(),
        { Verb: Verb.Unpause } => execution.UnpauseAsync(),
        { Verb: Verb.ReleaseResources } => execution.ReleaseResourcesAsync(),
        { Verb: Verb.Approve } => AnswerAsync(execution, one, execution.ApproveAsync),
        { Verb: Verb.Reject } => AnswerAsync(execution, one, execution.RejectAsync),
        _ => throw new InvalidOperationException($"{one.Verb} is not expected among the capabilities."),
    };

    private static async Task AnswerAsync(ExecutionHandle execution, Capability one, Func<string, string?, CancellationToken, Task<Receipt>> answer)
    {
        ExecutionSnapshot snapshot = await execution.GetAsync();
        await answer(snapshot[one.Stage!][one.Action!].Approval!.Token!, null, CancellationToken.None);
    }
}
