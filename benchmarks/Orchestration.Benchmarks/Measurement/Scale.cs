namespace Orchestration.Benchmarks.Measurement;

/// <summary>How much a workload runs: in full, or just enough to see that it works.</summary>
/// <param name="Pairs">The least number of pairs.</param>
/// <param name="Duration">The least time for warming up, and again for measuring: short rounds need more pairs.</param>
/// <param name="IsDry">Whether sizes are tiny.</param>
internal sealed record Scale(int Pairs, TimeSpan Duration, bool IsDry)
{
    public static Scale Full { get; } = new(Pairs: 15, Duration: TimeSpan.FromSeconds(1), IsDry: false);

    public static Scale Dry { get; } = new(Pairs: 1, Duration: TimeSpan.Zero, IsDry: true);

    public int Pick(int full, int dry) => IsDry ? dry : full;
}
