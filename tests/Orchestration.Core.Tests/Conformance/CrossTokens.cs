namespace Orchestration.Tests.Conformance;

internal static class CrossTokens
{
    /// <summary>Completes when the token is signalled.</summary>
    public static Task WaitAsync(this CancellationToken token)
    {
        TaskCompletionSource signalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        token.Register(signalled.SetResult);
        return signalled.Task;
    }
}
