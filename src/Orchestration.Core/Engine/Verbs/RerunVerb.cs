using Orchestration.Decisions;
using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Permissions;

namespace Orchestration.Engine;

/// <summary>Runs a closed execution's pipeline again: decided by the old one, started as any other.</summary>
internal static class RerunVerb
{
    public static async Task<ExecutionId> RunAsync(VerbCall call, RerunRequest request)
    {
        ArgumentNullException.ThrowIfNull(request.Force);
        await call.AuthorizeAsync(
            Permission.Execute, stages: start => DefinitionOf(call.Engine, start).Stages, runs: start => DefinitionOf(call.Engine, start)).ConfigureAwait(false);
        call.CheckReason(request.Reason);
        ExecutionState state = await call.AskAsync(static state => state.Clone()).ConfigureAwait(false);
        Pipeline? newest = call.Engine.Pipelines.Newest(state.Structure.Name);
        Payload? input = newest is null || request.Input is null ? null : PayloadInput.ForStart(call, newest, request.Input);
        Guid id = call.By(request).Id;
        ExecutionState? known = request.CommandId is null ? null : await call.Engine.LoadAsync(new ExecutionId(id), call.CancellationToken).ConfigureAwait(false);
        OrchestrationException? refusal = known is not null ? null
            : Repetition.CheckVersion(state, Verb.Rerun, request.ExpectedVersion) ?? Rerun.Check(state, request.ReuseSucceeded, request.Force, input, newest?.Structure);
        if (refusal is not null)
        {
            throw refusal;
        }
        ExecutionStarted? start = newest is null ? null : Describe(call, state, newest, request, input ?? PayloadInput.ForRerun(call, newest, state.Start.Input), id);
        if (known is not null)
        {
            return start is not null && CommandContent.Of(known.Start) == CommandContent.Of(start)
                ? known.Id
                : throw OrchestrationException.Refuse(ErrorCode.Conflict, Verb.Rerun, call.Target, $"the command id {id} was used for another command.");
        }
        StartItem item = new(start!, request.ReuseSucceeded ? Rerun.Results(state, request.Force) : null);
        call.Engine.Executions.PostStart(new ExecutionId(id), item, newest!.Mode == ExecutionMode.Parallel ? null : call.Engine.Scopes.Of(newest.Name));
        await item.Answer.WaitAsync(call.CancellationToken).ConfigureAwait(false);
        return new ExecutionId(id);
    }

    /// <summary>What a rerun of an execution runs, and so what is asked about: the newest definition.</summary>
    public static PipelineStructure DefinitionOf(EngineCore engine, ExecutionStarted start) =>
        engine.Pipelines.Newest(start.Pipeline)?.Structure ?? start.Structure;

    private static ExecutionStarted Describe(VerbCall call, ExecutionState state, Pipeline newest, RerunRequest request, Payload? input, Guid id) => new()
    {
        CommandId = id,
        Actor = call.Caller.Actor,
        Reason = request.Reason,
        Pipeline = newest.Name,
        PipelineVersion = newest.Version,
        Fingerprint = newest.Fingerprint,
        Input = input,
        Labels = state.Start.Labels,
        Starter = Starter.ToIdentities(call.Caller),
        Structure = newest.Structure,
        Lineage = new Lineage(new ExecutionId(id)),
        Rerun = new RerunOrigin(state.Id, request.ReuseSucceeded, [.. request.Force]),
    };
}
