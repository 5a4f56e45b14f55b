using Orchestration.Exploration.Reports;

namespace Orchestration.Exploration.Definitions;

/// <summary>Something to be explored.</summary>
internal interface IExplored
{
    string Name { get; }

    /// <param name="deeper">How often the bounds are widened.</param>
    /// <param name="isOver">Says when to give up before the end.</param>
    Coverage Walk(int deeper, Func<bool> isOver);
}
