namespace Orchestration.CrashTests.Inspection;

/// <summary>What is not as it was promised, each finding once.</summary>
internal sealed class Findings
{
    private readonly SortedSet<string> _lost = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _duplicated = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _stuck = new(StringComparer.Ordinal);

    public int Lost => _lost.Count;

    public int Duplicated => _duplicated.Count;

    public int Stuck => _stuck.Count;

    public bool IsEmpty => Lost + Duplicated + Stuck == 0;

    public IEnumerable<string> All =>
        [.. _lost.Select(one => $"lost: {one}"), .. _duplicated.Select(one => $"duplicated: {one}"), .. _stuck.Select(one => $"stuck: {one}")];

    /// <summary>Somebody was told something that the store does not know, or the store's own words can't be read.</summary>
    public void AddLost(string finding) => _lost.Add(finding);

    /// <summary>Something has happened twice that happens once.</summary>
    public void AddDuplicated(string finding) => _duplicated.Add(finding);

    /// <summary>Something is open that nothing will close.</summary>
    public void AddStuck(string finding) => _stuck.Add(finding);
}
