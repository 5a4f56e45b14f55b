namespace Orchestration.Benchmarks.Measurement;

/// <summary>Median, minimum and maximum of some values, and any percentile.</summary>
internal sealed class Spread
{
    private readonly double[] _sorted;

    public Spread(IEnumerable<double> values)
    {
        _sorted = [.. values.Order()];
        ArgumentOutOfRangeException.ThrowIfZero(_sorted.Length, nameof(values));
    }

    public double Minimum => _sorted[0];

    public double Maximum => _sorted[^1];

    public double Median => (_sorted[(_sorted.Length - 1) / 2] + _sorted[_sorted.Length / 2]) / 2;

    /// <summary>The smallest value that at least <paramref name="percent"/> per cent of the values do not exceed.</summary>
    public double Percentile(int percent) =>
        _sorted[Math.Clamp((int)Math.Ceiling(_sorted.Length * percent / 100.0) - 1, 0, _sorted.Length - 1)];
}
