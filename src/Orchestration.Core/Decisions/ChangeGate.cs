using Orchestration.Pipelines;

namespace Orchestration.Decisions;

/// <summary>
/// CodePipeline's disable and enable stage transition. Disabling a disabled gate replaces its reason; enabling an enabled one changes
/// nothing, and says so.
/// </summary>
internal static class ChangeGate
{
    public static OrchestrationException? Decide(PipelineState pipeline, Verb verb, GateRequest request, CommandBy by, DateTimeOffset now, out GateChange change)
    {
        bool enable = verb == Verb.EnableGate;
        change = new GateChange(by.Id, pipeline.Name, request.Stage, enable, by.Actor, request.Why, now);
        if (pipeline.Changes.FirstOrDefault(one => one.CommandId == by.Id) is { } known)
        {
            bool isRepetition = known.Stage == request.Stage && known.IsEnabled == enable && known.Reason == request.Why;
            change = known;
            return isRepetition
                ? null
                : OrchestrationException.Refuse(
                    ErrorCode.Conflict, verb, new Target(pipeline.Name, Stage: request.Stage), $"the command id {by.Id} was used for another command.");
        }

        if (enable && pipeline.Find(request.Stage)?.Closure is null)
        {
            change = change with { HasEffect = false };
        }

        pipeline.Change(change);

        return null;
    }
}
