using Orchestration.Testing;

namespace Orchestration.Tests.Conformance.Support;

/// <summary>Pauses of a trial's execution.</summary>
internal static class Pauses
{
    public static Task<Receipt> PauseAsync(this Trial trial, string? reason = null) =>
        trial.Execution.PauseAsync(reason).WithinAsync(trial.Host.Describe);

    public static Task<Receipt> UnpauseAsync(this Trial trial, string? reason = null) =>
        trial.Execution.UnpauseAsync(reason).WithinAsync(trial.Host.Describe);

    /// <summary>Lets time pass in a pause of an execution in which nothing runs.</summary>
    public static async Task PauseForAsync(this Trial trial, TimeSpan time)
    {
        await trial.PauseAsync();
        Assert.Equal(ExecutionStatus.Paused, (await trial.Execution.GetAsync()).Status);
        await trial.Host.AdvanceAsync(time);
        await trial.UnpauseAsync();
    }

    /// <summary>What is recorded of a command.</summary>
    public static async Task<CommandSnapshot> CommandAsync(this Trial trial, Guid id) =>
        Assert.Single((await trial.Execution.GetAsync()).Commands, command => command.Id == id);
}
