namespace Orchestration.Engine;

/// <summary>Refusals that no decision makes.</summary>
internal static class Refusals
{
    public static OrchestrationException ExecutionNotFound(Verb verb, Target target) =>
        OrchestrationException.Refuse(ErrorCode.ExecutionNotFound, verb, target, "there is no such execution.");

    public static OrchestrationException Invalid(Verb verb, Target target, string why) =>
        OrchestrationException.Refuse(ErrorCode.InvalidRequest, verb, target, why);
}
