using Orchestration.Testing;

namespace Orchestration.Tests.Conformance.Support;

/// <summary>Finds what is asked for, and answers it.</summary>
internal static class ApprovalProbe
{
    /// <summary>Waits until an approval is asked for, and gives the asking.</summary>
    public static async Task<ApprovalSnapshot> AskedAsync(this ExecutionHandle execution, string action)
    {
        ExecutionSnapshot snapshot = await execution.UntilAsync(one => Find(one, action)?.Approval is { IsPending: true });
        return Find(snapshot, action)!.Approval!;
    }

    /// <summary>Waits until an approval is asked for, and gives its token.</summary>
    public static async Task<string> TokenAsync(this ExecutionHandle execution, string action) => (await execution.AskedAsync(action)).Token!;

    /// <inheritdoc cref="TokenAsync(ExecutionHandle, string)"/>
    public static Task<string> TokenAsync(this Trial trial, string action) => trial.Execution.TokenAsync(action);

    public static async Task<Receipt> ApproveAsync(this Trial trial, string action, string? comment = null) =>
        await trial.Execution.ApproveAsync(await trial.TokenAsync(action), comment).WithinAsync(trial.Host.Describe);

    public static async Task<Receipt> RejectAsync(this Trial trial, string action, string? comment = null) =>
        await trial.Execution.RejectAsync(await trial.TokenAsync(action), comment).WithinAsync(trial.Host.Describe);

    /// <summary>What is known of an action's approval now.</summary>
    public static async Task<ApprovalSnapshot?> ApprovalAsync(this ExecutionHandle execution, string action) =>
        Find(await execution.GetAsync(), action)!.Approval;

    /// <summary>A setup whose named actions are approvals.</summary>
    public static TrialSetup Setup(params string[] approvals)
    {
        TrialSetup setup = new();
        Array.ForEach(approvals, name => setup.Approvals[name] = null);
        return setup;
    }

    private static ActionSnapshot? Find(ExecutionSnapshot snapshot, string action) =>
        snapshot.Stages.SelectMany(stage => stage.Actions).FirstOrDefault(one => one.Name == action);
}
