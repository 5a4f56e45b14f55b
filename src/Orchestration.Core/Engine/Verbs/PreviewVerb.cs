using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Permissions;
using Orchestration.Pipelines;

namespace Orchestration.Engine;

internal static class PreviewVerb
{
    public static async Task<Preview> RunAsync(VerbCall call, CommandRequest command)
    {
        await call.AuthorizeAsync(Permission.View).ConfigureAwait(false);
        call.CheckReason(command.Reason);
        TimeSpan grace = call.Engine.Options.DefaultGrace;
        if (command is EndingRequest ending)
        {
            call.CheckEnding(ending);
            grace = ending.Grace ?? grace;
        }
        else if (command is RetryStageRequest retry && !Enum.IsDefined(retry.Mode))
        {
            throw call.Invalid($"the mode {retry.Mode} is unknown.");
        }
        else if (command is InterveneRequest intervene && !Enum.IsDefined(intervene.Choice))
        {
            throw call.Invalid($"the choice {intervene.Choice} is unknown.");
        }

        if (command is AbortActionRequest abort && !Enum.IsDefined(abort.Resolution))
        {
            throw call.Invalid($"the resolution {abort.Resolution} is unknown.");
        }

        (ExecutionState state, PipelineState? pipeline) = await CapabilitiesVerb.AskAsync(call).ConfigureAwait(false);
        IReadOnlyList<ExecutionState> ancestors = await call.Engine.LoadAncestorsAsync(state, call.CancellationToken).ConfigureAwait(false);
        object? sent = (command as ResumeRequest)?.Input ?? (command as RerunRequest)?.Input;
        Payload? input = PayloadInput.ForResume(call, state.Structure, sent);
        Draft draft = new(state, call.Engine.Time.GetUtcNow(), call.Engine.Epoch, gates: call.Engine.Scopes.Of(state.Structure.Name).Gates, limits: call.Engine.Limits, pipeline: pipeline);
        OrchestrationException? refusal = PreviewCommand.Decide(
            draft, command, grace, input, ancestors, RetryStageVerb.Current(call.Engine, state), pipeline, call.Engine.Options.AllowMarkFailed, out Preview? preview);
        return refusal is null ? preview! : throw refusal;
    }
}
