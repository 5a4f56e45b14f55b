namespace Orchestration;

/// <summary>When resources that an execution registered are released without being asked. The values are stable: they are stored.</summary>
[Flags]
public enum ReleasePolicy
{
    /// <summary>Never: they stay until somebody releases them. The default.</summary>
    Never = 0,

    /// <summary>When the execution closes as <see cref="ExecutionStatus.Succeeded"/>.</summary>
    OnSuccess = 1,

    /// <summary>When it closes as <see cref="ExecutionStatus.Failed"/>, <see cref="ExecutionStatus.Expired"/> or <see cref="ExecutionStatus.Rejected"/>.</summary>
    OnFailure = 2,

    /// <summary>Both.</summary>
    Always = OnSuccess | OnFailure,
}
