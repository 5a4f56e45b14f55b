namespace Orchestration.Benchmarks.Measurement;

/// <summary>
/// One execution whose steps run until they are cancelled. <see cref="IRound.RunAsync"/> cancels the execution and returns once
/// each step has observed it and the execution is closed.
/// </summary>
internal interface ICancelRound : IRound
{
    /// <summary>Cancels one step; the returned task may end before or after the step does.</summary>
    ValueTask CancelStepAsync(int index);
}
