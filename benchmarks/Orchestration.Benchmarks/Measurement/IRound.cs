namespace Orchestration.Benchmarks.Measurement;

/// <summary>One side's prepared round. Only <see cref="RunAsync"/> is measured.</summary>
internal interface IRound : IAsyncDisposable
{
    public ValueTask RunAsync();

    /// <summary>Throws if the round has not done all its work.</summary>
    public void EnsureDone();
}
