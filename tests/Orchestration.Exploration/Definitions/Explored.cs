using Orchestration.Exploration.Walks;

namespace Orchestration.Exploration.Definitions;

/// <summary>A definition to be explored, and how far.</summary>
internal sealed record Explored(Pipeline Pipeline, Bounds Bounds)
{
    public string Name => Pipeline.Name;
}
