using Orchestration.Exploration.Invariants;
using Orchestration.Exploration.Pipelines.Worlds;
using Orchestration.Exploration.Reports;
using Orchestration.Pipelines;

namespace Orchestration.Exploration.Pipelines.Walks;

/// <summary>Goes a way of a walk once more and writes down the steps, the events of each execution, and the record.</summary>
internal sealed class PipelineHistory
{
    private readonly List<string> _lines = [];
    private readonly ScopeRunner _runner = new(new Inspector());

    public static IReadOnlyList<string> Of(Pipeline pipeline, IReadOnlyList<(int Parent, PipelineStep Step)> ways, int place, PipelineStep last)
    {
        Stack<PipelineStep> steps = new([last]);
        for (int at = place; at > 0; at = ways[at].Parent)
        {
            steps.Push(ways[at].Step);
        }

        PipelineHistory history = new();
        PipelineWorld? world = Beginning.Of(pipeline);
        while (world is not null && steps.TryPop(out PipelineStep? step))
        {
            world = history.Go(world, step);
        }

        return history._lines;
    }

    private PipelineWorld? Go(PipelineWorld world, PipelineStep step)
    {
        _lines.Add(step.ToString());
        if (step.Kind is StepKind.Wait or StepKind.Drain)
        {
            return PossibleSteps.Pass(world, step);
        }

        if (step.Kind == StepKind.Begin || _runner.Run(world, step) is not { } turn)
        {
            return null;
        }

        foreach (Participant one in turn.Participants)
        {
            _lines.AddRange(one.Draft.Events.Select(happened => $"    {one.Index + 1}: {EventText.Of(happened)}"));
        }

        foreach (StageLine line in turn.Locks.Lines)
        {
            _lines.Add($"    {line.Stage}: holder {Name(turn, line.Holder?.Execution)}, waiting [{string.Join(", ", line.Waiting.Select(occupant => Name(turn, occupant.Execution)))}], latest {Name(turn, line.Latest)}{(line.Closure is null ? string.Empty : ", gate disabled")}");
        }

        return _runner.Store(turn, ScopeCommit.Of(turn, ScopeRunner.Commit(turn), one => one.Draft.State));
    }

    private static string Name(ScopeTurn turn, ExecutionId? id) =>
        id is null ? "nobody" : turn.Participants.FirstOrDefault(one => one.Draft.State.Id == id) is { } one ? $"{one.Index + 1}" : $"{turn.World.IndexOf(id.Value) + 1}";
}
