namespace Orchestration.Exploration.Rules;

/// <summary>Which statuses are not closed.</summary>
internal static class Open
{
    public static bool Is(ActionStatus status) => status is ActionStatus.Pending or ActionStatus.Waiting or ActionStatus.Running or ActionStatus.Stopping;

    public static bool Is(StageStatus status) =>
        status is StageStatus.Pending or StageStatus.Waiting or StageStatus.Running or StageStatus.Stopping or StageStatus.RollingBack;
}
