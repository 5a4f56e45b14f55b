using System.Security.Claims;

namespace Orchestration.Permissions;

/// <summary>One question to an evaluator.</summary>
public sealed record PermissionRequest
{
    /// <summary>Who asks; an identity without authentication where the caller gave none.</summary>
    public required ClaimsPrincipal Caller { get; init; }

    /// <summary>What for.</summary>
    public required Permission Permission { get; init; }

    /// <summary>The pipeline; null where the execution is not known, or all pipelines are meant.</summary>
    public string? Pipeline { get; init; }

    /// <summary>The execution, if one is addressed.</summary>
    public ExecutionId? Execution { get; init; }

    /// <summary>The stage, if one is addressed or will run.</summary>
    public string? Stage { get; init; }

    /// <summary>The action's name within its stage, if one is addressed, such as the approval that is answered.</summary>
    public string? Action { get; init; }

    /// <summary>The labels given at the start, over them those of the pipeline, and over these those of the stage: a caller can add labels, not replace them.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = Orchestration.Labels.Empty;
}
