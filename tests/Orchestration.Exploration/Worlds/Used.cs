using Orchestration.Exploration.Walks;

namespace Orchestration.Exploration.Worlds;

/// <summary>How much of the <see cref="Bounds"/> a path has used.</summary>
internal readonly record struct Used(int Retries, int Resumes, int Crashes, int Drains)
{
    private int Total => Retries + Resumes + Crashes + Drains;

    public bool MayRetry(Bounds bounds) => Retries < bounds.Retries && Total < bounds.Total;

    public bool MayResume(Bounds bounds) => Resumes < bounds.Resumes && Total < bounds.Total;

    public bool MayCrash(Bounds bounds) => Crashes < bounds.Crashes && Total < bounds.Total;

    public bool MayDrain(Bounds bounds) => Drains < bounds.Drains && Total < bounds.Total;
}
