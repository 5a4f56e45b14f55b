namespace Orchestration.Benchmarks.Measurement;

/// <summary>One side's prepared round. Only <see cref="RunAsync"/> is measured.</summary>
internal interface IRound : IAsyncDisposable
{
    ValueTask RunAsync();

    /// <summary>Throws if the round has not done all its work.</summary>
    void EnsureDone();
}
