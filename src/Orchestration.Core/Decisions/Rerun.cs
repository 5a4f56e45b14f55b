using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>Flyte's rerun and recover: a closed execution's pipeline runs again, and may take over what its child actions have done.</summary>
internal static class Rerun
{
    /// <param name="state">The execution to run again.</param>
    /// <param name="reuses">Whether results are to be reused.</param>
    /// <param name="forced">Child actions that run all the same, by their names in the stage.</param>
    /// <param name="input">Another input, if the caller sent one.</param>
    /// <param name="newest">The newest definition; null where none is registered.</param>
    public static OrchestrationException? Check(ExecutionState state, bool reuses, IReadOnlyList<string> forced, Payload? input, PipelineStructure? newest)
    {
        if (!state.Status.IsClosed())
        {
            return OrchestrationException.Refuse(
                ErrorCode.StillRunning, Verb.Rerun, state.Target, $"it is {state.Status}.", state.Status.ToString(), ClosedStatuses, state.Intent?.Command.CallerId);
        }
        if (newest is null)
        {
            return OrchestrationException.Refuse(ErrorCode.DefinitionNotFound, Verb.Rerun, state.Target, $"no pipeline '{state.Structure.Name}' is registered.");
        }
        if (!reuses)
        {
            return forced.Count == 0 ? null : Invalid(state, "actions are forced to run where nothing is reused.");
        }
        if (!state.Structure.IsRoot || !newest.IsRoot)
        {
            return Invalid(state, "results of children are reused by root runs; continue a staged pipeline with resume.");
        }
        if (input is not null && !PayloadEquality.AreEqual(input, state.Start.Input))
        {
            return OrchestrationException.Refuse(
                ErrorCode.InputsImmutable, Verb.Rerun, state.Target, "the input differs from the one that it started with, so its results can't be reused.");
        }
        return forced.FirstOrDefault(path => state.Tree?.Find(state.Structure.Stages[0].Name, path) is null && state.Carried?.ContainsKey((state.Structure.Stages[0].Name, path)) != true) is { } unknown
            ? OrchestrationException.Refuse(ErrorCode.ActionNotFound, Verb.Rerun, state.Target with { Action = unknown }, "the execution has no such child action.")
            : null;
    }

    /// <summary>The refusal that it would meet, if any; the execution itself stays as it is.</summary>
    public static Verdict Preview(ExecutionState state, RerunRequest request, Payload? input, PipelineStructure? newest) =>
        (Repetition.CheckVersion(state, Verb.Rerun, request.ExpectedVersion) ?? Check(state, request.ReuseSucceeded, request.Force, input, newest)) is { } refusal
            ? refusal
            : Verdict.NoEffect;

    /// <summary>What child actions of an execution have succeeded with, but for those that are forced to run, with what is below and above them.</summary>
    public static IReadOnlyList<CarriedResult> Results(ExecutionState state, IReadOnlyList<string> forced)
    {
        string[] again = [.. forced];
        List<CarriedResult> results = [.. (state.Carried?.Values ?? []).Where(carried => state.Tree?.Find(carried.Stage, carried.Action) is null && !again.Any(path => IsOnOnePath(carried.Action, path)))];
        for (int index = state.Structure.Actions.Length; index < state.ActionCount; index++)
        {
            ActionStructure child = state.ActionAt(index);
            bool isNewest = state.FindAction(child.Stage, child.Name) == child;
            if (isNewest && state.Actions[index].Status.HasResult() && !again.Any(path => IsOnOnePath(child.Name, path)))
            {
                results.Add(new CarriedResult(child.Stage.Name, child.Name, (state.Actions[index].Closed as ActionReused)?.From ?? state.Id, child.OutputType, state.Actions[index].Output));
            }
        }
        return results;
    }

    /// <summary>One of them is the other, or stands above it.</summary>
    private static bool IsOnOnePath(string one, string other) =>
        one == other || one.StartsWith($"{other}/", StringComparison.Ordinal) || other.StartsWith($"{one}/", StringComparison.Ordinal);

    private static OrchestrationException Invalid(ExecutionState state, string why) => OrchestrationException.Refuse(ErrorCode.InvalidRequest, Verb.Rerun, state.Target, why);

    private static IReadOnlyList<string> ClosedStatuses { get; } =
        [.. Enum.GetValues<ExecutionStatus>().Where(status => status.IsClosed()).Select(status => status.ToString())];
}
