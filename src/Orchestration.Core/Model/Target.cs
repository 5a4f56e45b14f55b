namespace Orchestration;

/// <summary>What a command addresses.</summary>
/// <param name="Pipeline">The pipeline's name, where it is known.</param>
/// <param name="Execution">The execution, if one is addressed.</param>
/// <param name="Stage">The stage's name, if one is addressed.</param>
/// <param name="Action">The action's name within its stage, if one is addressed.</param>
public readonly record struct Target(string? Pipeline, ExecutionId? Execution = null, string? Stage = null, string? Action = null)
{
    /// <summary>The target in words, for messages and logs.</summary>
    public override string ToString()
    {
        string text = Execution is { } id ? $"execution {id}" : $"pipeline '{Pipeline}'";
        if (Stage is not null)
        {
            text += $", stage '{Stage}'";
        }

        return Action is null ? text : text + $", action '{Action}'";
    }
}
