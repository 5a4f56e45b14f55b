namespace Orchestration.Exploration.Pipelines.Definitions;

/// <summary>How often what could go on for ever happens at most on one path; within these bounds a walk is exhaustive.</summary>
/// <param name="Starts">Started executions; resumes and reapplications come on top.</param>
/// <param name="Total">All else together.</param>
internal sealed record PipelineBounds(int Starts, int Total)
{
    /// <summary>Each by itself; what is not named does not happen.</summary>
    public Dictionary<Trouble, int> Each { get; init; } = [];

    /// <summary>A turn takes up to two commands.</summary>
    public bool TakesPairs { get; init; }

    public bool Allows(Trouble trouble, Spent spent) => trouble == Trouble.Start
        ? spent.Of(trouble) < Starts
        : spent.Of(trouble) < Each.GetValueOrDefault(trouble) && spent.Total < Total;

    /// <summary>A retry, a resume or a reapplication may still happen, so that a closed execution is not done for good.</summary>
    public bool AllowsReturn(Spent spent) => Allows(Trouble.Retry, spent) || Allows(Trouble.Resume, spent) || Allows(Trouble.Reapply, spent);

    public PipelineBounds Deeper() => this with { Total = Total + 1, Each = Each.ToDictionary(limit => limit.Key, limit => limit.Value + 1) };

    public override string ToString() =>
        $"{Starts} starts and {Total} of [{string.Join(", ", Each.Select(limit => $"{limit.Key} {limit.Value}"))}]{(TakesPairs ? ", two commands a turn" : string.Empty)}";
}
