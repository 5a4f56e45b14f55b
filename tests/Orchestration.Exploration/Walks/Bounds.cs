namespace Orchestration.Exploration.Walks;

/// <summary>How often what could go on for ever happens at most on one path; within these bounds a walk is exhaustive.</summary>
/// <param name="Retries">Accepted retries of a stage.</param>
/// <param name="Resumes">Accepted resumes.</param>
/// <param name="Crashes">Crashes of the host.</param>
/// <param name="Drains">Shutdowns of the host; the restart behind one is no crash.</param>
/// <param name="Total">All of them together.</param>
internal sealed record Bounds(int Retries, int Resumes, int Crashes, int Drains, int Total)
{
    /// <summary>With every combination of mode, grace and deadline; otherwise with the few that differ most.</summary>
    public bool AllStops { get; init; }

    /// <summary>Which verbs callers send; a person picks wherever one is asked.</summary>
    public Sends Sends { get; init; } = Sends.Usual;

    /// <summary>A turn takes up to two commands.</summary>
    public bool TakesPairs { get; init; } = true;

    /// <summary>Code cancels the children that it has started.</summary>
    public bool Cancels { get; init; } = true;

    public Bounds Deeper() => this with { Retries = Retries + 1, Resumes = Resumes + 1, Crashes = Crashes + 1, Drains = Drains + 1, Total = Total + 1 };
}
