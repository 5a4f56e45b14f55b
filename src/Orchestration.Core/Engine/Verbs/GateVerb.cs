using Orchestration.Decisions;
using Orchestration.Permissions;

namespace Orchestration.Engine;

/// <summary>Disable and enable a gate: one command with two directions.</summary>
internal static class GateVerb
{
    public static async Task<GateChange> RunAsync(VerbCall call, GateRequest request)
    {
        ArgumentNullException.ThrowIfNull(request.Pipeline);
        ArgumentNullException.ThrowIfNull(request.Stage);
        call.Address(request.Pipeline, request.Stage);
        await PipelinePermission.CheckAsync(call, Permission.ManageGates).ConfigureAwait(false);
        call.CheckReason(request.Why);
        if (request is DisableGateRequest && string.IsNullOrWhiteSpace(request.Why))
        {
            throw call.Invalid("a gate is disabled for a reason, which those who wait will read.");
        }

        if (!call.Engine.Scopes.IsKnown(request.Pipeline))
        {
            throw OrchestrationException.Refuse(ErrorCode.DefinitionNotFound, call.Verb, call.Target, $"no pipeline '{request.Pipeline}' is registered, or was.");
        }

        bool isDeclared = call.Engine.Pipelines.Versions(request.Pipeline).Any(version => version.Structure.FindStage(request.Stage) is not null);
        CommandBy by = call.By(request.CommandId);
        PipelineItem<GateChange> item = new(call.Verb, call.Target, turn =>
        {
            // A gate may outlive the definitions that have its stage; then it can still be enabled.
            if (!isDeclared && turn.Pipeline!.Find(request.Stage) is null)
            {
                throw OrchestrationException.Refuse(ErrorCode.StageNotFound, call.Verb, call.Target, "the pipeline has no such stage.");
            }

            OrchestrationException? refusal = ChangeGate.Decide(turn.Pipeline!, call.Verb, request, by, turn.Now, out GateChange change);
            return refusal is null ? change : throw refusal;
        });
        call.Engine.Scopes.Of(request.Pipeline).Post(item);
        return await item.Answer.WaitAsync(call.CancellationToken).ConfigureAwait(false);
    }
}
