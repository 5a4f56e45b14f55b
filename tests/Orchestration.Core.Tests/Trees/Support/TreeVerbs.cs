using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Trees.Support;

/// <summary>What tests of trees ask of an execution, and of a child's handle.</summary>
internal static class TreeVerbs
{
    /// <summary>Registers what lets tests mark actions and stages as failed.</summary>
    public static Action<IOrchestrationBuilder> AllowMarks { get; } = builder => builder.Services.AddOrchestration(options => options.AllowMarkFailed = true);

    /// <summary>Sends a command that ends something, and waits until it has had its immediate effects.</summary>
    public static async Task<Receipt> SendAsync(this TreeTrial trial, EndingRequest request)
    {
        Receipt receipt = await trial.Execution.SendAsync(request).WithinAsync(trial.Host.Describe);
        await receipt.EffectiveAsync().WithinAsync(trial.Host.Describe);
        await trial.Host.IdleAsync();
        return receipt;
    }

    public static Task<Receipt> StopAsync(this TreeTrial trial, StopMode mode = StopMode.Wait, string? reason = null) =>
        trial.SendAsync(new StopRequest { Mode = mode, Reason = reason });

    /// <summary>Aborts a child by its path below the root, such as <c>a/c</c>.</summary>
    public static Task<Receipt> AbortAsync(this TreeTrial trial, string path, StopMode mode = StopMode.Cancel, string? reason = null) =>
        trial.SendAsync(Abort(path, mode) with { Reason = reason });

    public static AbortActionRequest Abort(string path, StopMode mode = StopMode.Cancel) => new("tree", $"root/{path}") { Mode = mode };

    /// <summary>Expects a refusal that leaves no trace in the history.</summary>
    public static async Task<OrchestrationException> RefusedAsync(this TreeTrial trial, ErrorCode code, CommandRequest request)
    {
        long before = (await trial.Execution.GetAsync()).Version;
        OrchestrationException refusal = await Assert.ThrowsAsync<OrchestrationException>(() => trial.Execution.SendAsync(request).WithinAsync(trial.Host.Describe));
        Assert.Equal(code, refusal.Code);
        Assert.Equal(before, (await trial.Execution.GetAsync()).Version);
        return refusal;
    }

    public static Task<Settlement> SettlesAsync(this TreeTrial trial, Receipt receipt) => receipt.SettledAsync().WithinAsync(trial.Host.Describe);

    public static void Fail(this TreeTrial trial, string gate) => trial.Gate(gate).Fail(new InvalidOperationException($"{gate} broke"));

    /// <summary>What awaiting it throws; null where it succeeds.</summary>
    public static Task<Exception?> ErrorAsync(this ChildAction child) => Record.ExceptionAsync(async () => await child)!;

    /// <summary>The names of the actions that have closed, in this order; those of children are the paths below the root.</summary>
    public static async Task<string[]> ClosedAsync(this TreeTrial trial) =>
        [.. (await trial.EventsAsync<ActionClosed>()).Select(closed => closed.Action.Replace("root/", string.Empty, StringComparison.Ordinal))];

    /// <summary>The names of the children whose start is recorded.</summary>
    public static async Task<string[]> AddedAsync(this TreeTrial trial) =>
        [.. (await trial.EventsAsync<ActionAdded>()).Select(added => added.Action.Replace("root/", string.Empty, StringComparison.Ordinal))];
}
