using Orchestration.Storage;

namespace Orchestration.Tests.Conformance.Support;

/// <summary>What a trial has besides its sketch. Actions without code of their own stop at the gate of their name.</summary>
internal sealed class TrialSetup
{
    /// <summary>The code of some actions, by their name.</summary>
    public Dictionary<string, Func<Trial, ActionContext, CancellationToken, Task>> Code { get; } = [];

    /// <summary>The conditions of some stages and actions, by their name.</summary>
    public Dictionary<string, Func<Trial, CancellationToken, ValueTask<bool>>> When { get; } = [];

    /// <summary>Further settings of some actions, by their name.</summary>
    public Dictionary<string, Action<ActionBuilder>> Settings { get; } = [];

    /// <summary>Further settings of some stages, by their name.</summary>
    public Dictionary<string, Action<StageBuilder>> Stages { get; } = [];

    /// <summary>The actions that are approvals, by their name, and their settings.</summary>
    public Dictionary<string, Action<ApprovalBuilder>?> Approvals { get; } = [];

    /// <summary>Declares more of the pipeline, such as its mode.</summary>
    public Action<PipelineBuilder>? Define { get; set; }

    /// <summary>Limits every parallel group.</summary>
    public int? MaxParallel { get; set; }

    /// <summary>Further registrations.</summary>
    public Action<IOrchestrationBuilder>? Configure { get; set; }

    /// <summary>Opens the storage, where it is not memory.</summary>
    public Func<IExecutionStore>? OpenStore { get; set; }

    /// <summary>Makes the pipeline of a sketch: <c>build: a b, c; deploy: d</c> has two stages, in the first <c>a</c> beside <c>b</c>, then <c>c</c>.</summary>
    public Pipeline ToPipeline(string sketch, Trial trial, string version = "1") => Pipeline.Define("release", define =>
    {
        define.Version(version);
        Define?.Invoke(define);
        foreach (string[] stage in sketch.Split("; ").Select(text => text.Split(": ")))
        {
            StageBuilder builder = define.Stage(stage[0]);
            Stages.GetValueOrDefault(stage[0])?.Invoke(builder);
            if (When.TryGetValue(stage[0], out Func<Trial, CancellationToken, ValueTask<bool>>? condition))
            {
                builder.When((_, token) => condition(trial, token));
            }

            foreach (string group in stage[1].Split(", "))
            {
                AddGroup(builder, group.Split(' '), trial);
            }
        }
    });

    private void AddGroup(StageBuilder stage, string[] names, Trial trial) => stage.Parallel(group =>
    {
        if (MaxParallel is { } limit)
        {
            group.MaxParallel(limit);
        }

        foreach (string name in names)
        {
            if (Approvals.TryGetValue(name, out Action<ApprovalBuilder>? approval))
            {
                group.Approval(name, approval);
                continue;
            }

            Func<Trial, ActionContext, CancellationToken, Task> code = Code.GetValueOrDefault(name) ?? ((_, _, token) => trial.Gate(name).PassAsync(token));
            group.Action(name, (context, token) => code(trial, context, token), action =>
            {
                Settings.GetValueOrDefault(name)?.Invoke(action);
                if (When.TryGetValue(name, out Func<Trial, CancellationToken, ValueTask<bool>>? condition))
                {
                    action.When((_, token) => condition(trial, token));
                }
            });
        }
    });
}
