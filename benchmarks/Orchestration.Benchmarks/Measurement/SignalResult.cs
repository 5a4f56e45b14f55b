namespace Orchestration.Benchmarks.Measurement;

/// <summary>Latencies of signalling one step, in microseconds, beside those of a bare <c>CancelAsync</c> in the same run.</summary>
internal sealed class SignalResult(IReadOnlyList<SignalTimes> measured, IReadOnlyList<SignalTimes> bare)
{
    public Spread Flag { get; } = new(measured.Select(times => times.FlagMicroseconds));

    public Spread Callback { get; } = new(measured.Select(times => times.CallbackMicroseconds));

    public Spread BareCallback { get; } = new(bare.Select(times => times.CallbackMicroseconds));

    public IEnumerable<Figure> Figures(string prefix) =>
    [
        new($"{prefix}flag_p50_us", Flag.Median),
        new($"{prefix}flag_p99_us", Flag.Percentile(99)),
        new($"{prefix}callback_p50_us", Callback.Median),
        new($"{prefix}bare_callback_p50_us", BareCallback.Median),
        new($"{prefix}callback_ratio", Callback.Median / BareCallback.Median),
    ];
}
