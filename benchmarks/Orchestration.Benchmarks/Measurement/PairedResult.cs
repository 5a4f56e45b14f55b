namespace Orchestration.Benchmarks.Measurement;

/// <summary>The figures of one measured case, per step.</summary>
internal sealed class PairedResult(string name, IReadOnlyList<(Sample Baseline, Sample Candidate)> pairs)
{
    public string Name { get; } = name;

    public Spread BaselineMicroseconds { get; } = new(pairs.Select(pair => pair.Baseline.Microseconds));

    public Spread CandidateMicroseconds { get; } = new(pairs.Select(pair => pair.Candidate.Microseconds));

    public Spread BaselineBytes { get; } = new(pairs.Select(pair => pair.Baseline.Bytes));

    public Spread CandidateBytes { get; } = new(pairs.Select(pair => pair.Candidate.Bytes));

    public Spread Ratio { get; } =
        new(pairs.Select(pair => pair.Candidate.Microseconds / pair.Baseline.Microseconds));
}
