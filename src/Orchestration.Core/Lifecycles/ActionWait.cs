namespace Orchestration;

/// <summary>What an action waits for that is <see cref="ActionStatus.Waiting"/>. The values are stable: they are stored.</summary>
public enum ActionWait
{
    /// <summary>Its condition is being asked.</summary>
    Condition = 0,

    /// <summary>Somebody has to approve or reject.</summary>
    Approval = 1,

    /// <summary>The time before its next attempt.</summary>
    RetryDelay = 2,

    /// <summary>It failed, and a person has to pick what follows.</summary>
    Intervention = 3,
}
