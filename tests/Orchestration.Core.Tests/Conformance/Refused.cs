using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>Expects a refusal, and that it says what every refusal has to say.</summary>
internal static class Refused
{
    public static async Task<OrchestrationException> AsAsync(ErrorCode code, Func<Task> call)
    {
        OrchestrationException refusal = await Assert.ThrowsAsync<OrchestrationException>(() => call().WithinAsync());
        Assert.Equal((code, refusal.Message), (refusal.Code, refusal.Message));
        return refusal;
    }

    /// <summary>Expects a refusal because of a status, and that the execution's history did not change.</summary>
    public static async Task<OrchestrationException> AsAsync(ErrorCode code, ExecutionHandle execution, string? actual, Func<Task> call)
    {
        int before = (await execution.EventsAsync()).Count;
        OrchestrationException refusal = await AsAsync(code, call);
        Assert.Equal(actual, refusal.ActualStatus);
        Assert.NotNull(refusal.Verb);
        Assert.Equal(execution.Id, refusal.Target?.Execution);
        Assert.Equal(before, (await execution.EventsAsync()).Count);
        return refusal;
    }
}
