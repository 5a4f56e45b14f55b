using Orchestration.Permissions;

namespace Orchestration.Engine;

internal static class StartVerb
{
    public static async ValueTask<ExecutionId> RunAsync(VerbCall call, StartRequest request)
    {
        ArgumentNullException.ThrowIfNull(request.Pipeline);
        Pipeline? pipeline = call.Engine.Pipelines.Newest(request.Pipeline);
        Guid id = call.By(request.CommandId).Id;
        call.Address(request.Pipeline);
        ExecutionStarted? start = pipeline is null ? null : Describe(call, pipeline, request, id);
        if (!call.Engine.Authorizer.AllowsAll)
        {
            await call.Engine.Authorizer.CheckAsync(call.Caller, Verb.Start, Permission.Execute, call.Target, Authorizer.LabelsOf(start), [], call.CancellationToken).ConfigureAwait(false);
        }

        if (start is null)
        {
            throw OrchestrationException.Refuse(ErrorCode.DefinitionNotFound, Verb.Start, call.Target, $"no pipeline '{request.Pipeline}' is registered.");
        }

        call.CheckReason(request.Reason);
        start.Input = PayloadInput.ForStart(call, pipeline!, request.Input);
        StartItem item = new(start);
        PipelineScope? scope = pipeline!.Mode == ExecutionMode.Parallel ? null : call.Engine.Scopes.Of(pipeline.Name);
        if (scope is not null && request.CommandId is not null && await call.Engine.Store.FindAsync(new ExecutionId(id), call.CancellationToken).ConfigureAwait(false) is not null)
        {
            // A repetition has its place already, however many wait.
            call.Engine.Executions.Post(new ExecutionId(id), item);
        }
        else
        {
            call.Engine.Executions.PostStart(new ExecutionId(id), item, scope);
        }

        await item.Answer.WaitAsync(call.CancellationToken).ConfigureAwait(false);
        return new ExecutionId(id);
    }

    private static ExecutionStarted Describe(VerbCall call, Pipeline pipeline, StartRequest request, Guid id) => new()
    {
        CommandId = id,
        Actor = call.Caller.Actor,
        Reason = request.Reason,
        Pipeline = pipeline.Name,
        PipelineVersion = pipeline.Version,
        Fingerprint = pipeline.Fingerprint,
        Labels = Labels.Copy(request.Labels),
        Starter = Starter.ToIdentities(call.Caller),
        Structure = pipeline.Structure,
        Lineage = new Lineage(new ExecutionId(id)),
    };
}
