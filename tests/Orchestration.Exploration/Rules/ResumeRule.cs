using Orchestration.Executions;
using Orchestration.Exploration.Moves;

namespace Orchestration.Exploration.Rules;

/// <summary>When a resume is accepted. Several reasons may hold at once; any of their codes will do.</summary>
internal static class ResumeRule
{
    public static ErrorCode[] Of(ResumeMove move, ExecutionState state, IReadOnlyList<ExecutionState> ancestors)
    {
        List<ErrorCode> codes = [];
        if (state.ContinuedBy is not null)
        {
            codes.Add(ErrorCode.NotLatestExecution);
        }

        if (state.Status is not (ExecutionStatus.Failed or ExecutionStatus.Stopped or ExecutionStatus.Aborted or ExecutionStatus.Expired or ExecutionStatus.Rejected))
        {
            codes.Add(ErrorCode.NotResumable);
        }

        ExecutionState[] lineage = [state, .. ancestors];
        if (!Array.Exists(lineage, one => Array.Exists(one.Stages, stage => stage.EnteredAt is not null)))
        {
            codes.Add(ErrorCode.NotResumable);
        }

        if (Array.Find(state.Structure.Stages, stage => stage.Name == move.Stage) is not { } stage)
        {
            codes.Add(ErrorCode.StageNotFound);
        }
        else if (!Array.Exists(lineage, one => one.Stages[stage.Index].EnteredAt is not null))
        {
            codes.Add(ErrorCode.StageNotExecuted);
        }

        else if (Array.Exists(state.Structure.Stages[..stage.Index], earlier => IsRolledBack(lineage, earlier.Index)))
        {
            codes.Add(ErrorCode.NotResumable);
        }

        if (move.Registered != Registered.Same)
        {
            codes.Add(move.Registered == Registered.Changed ? ErrorCode.DefinitionChanged : ErrorCode.DefinitionNotFound);
        }

        if (move.Input is not null)
        {
            codes.Add(ErrorCode.InputsImmutable);
        }

        return [.. codes];
    }

    /// <summary>Its newest run was undone.</summary>
    private static bool IsRolledBack(ExecutionState[] lineage, int stage) =>
        Array.Find(lineage, one => one.Stages[stage].EnteredAt is not null) is { } newest && newest.Stages[stage].IsRolledBack;
}
