namespace Orchestration;

/// <summary>What the abort of one action counts as (Harness: abort verification as success or failure). The values are stable: they are stored.</summary>
public enum AbortResolution
{
    /// <summary>The action stays aborted, and its failure strategy says what follows.</summary>
    Strategy = 0,

    /// <summary>The action counts as succeeded.</summary>
    Succeeded = 1,

    /// <summary>The action counts as failed, and its failure strategy says what follows.</summary>
    Failed = 2,
}
