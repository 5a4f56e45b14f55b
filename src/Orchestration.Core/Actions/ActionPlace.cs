namespace Orchestration;

/// <summary>Where an action stands in its pipeline: shared by its builder and its reference, fixed when the pipeline is built.</summary>
internal sealed class ActionPlace(string name)
{
    public string Name { get; } = name;

    public int Index { get; set; } = -1;
}
