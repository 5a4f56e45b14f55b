using Orchestration.Storage;

namespace Orchestration.Tests.Conformance.Support;

/// <summary>How the pipeline of a line trial is made, and what its host has.</summary>
internal sealed record LineSetup(ExecutionMode Mode, string Sketch = "build: a; deploy: b")
{
    public string Name { get; init; } = "release";

    public string Version { get; init; } = "1";

    public UnlockPolicy Unlock { get; init; }

    /// <summary>The conditions of some stages, by the stage's name: told the execution's number.</summary>
    public Dictionary<string, Func<LineTrial, int, CancellationToken, ValueTask<bool>>> When { get; init; } = [];

    /// <summary>Actions that do not look at their token.</summary>
    public string[] Deaf { get; init; } = [];

    /// <summary>Declares more of the pipeline.</summary>
    public Action<PipelineBuilder>? Define { get; init; }

    /// <summary>Actions with code that undoes them, which stops at a gate such as <c>undo a1</c>.</summary>
    public string[] Undone { get; init; } = [];

    /// <summary>Further registrations.</summary>
    public Action<IOrchestrationBuilder>? Configure { get; init; }

    /// <summary>The store, where its commits are not to be recorded.</summary>
    public IExecutionStore? Store { get; init; }

    /// <summary>A stage may be left free for a while though somebody waits.</summary>
    public bool MayRest { get; init; }

    /// <summary>Every action stops at the gate of its name and its execution's number: <c>a1</c>.</summary>
    public Pipeline ToPipeline(LineTrial trial) => Pipeline.Define(Name, define =>
    {
        define.Version(Version).Mode(Mode).Unlock(Unlock).Label("application", "web");
        Define?.Invoke(define);
        foreach (string[] text in Sketch.Split("; ").Select(text => text.Split(": ")))
        {
            StageBuilder stage = define.Stage(text[0]).Label("environment", text[0]);
            if (When.TryGetValue(text[0], out Func<LineTrial, int, CancellationToken, ValueTask<bool>>? condition))
            {
                stage.When((context, token) => condition(trial, trial.NumberOf(context.ExecutionId), token));
            }

            foreach (string group in text[1].Split(", "))
            {
                stage.Parallel(parallel =>
                {
                    foreach (string action in group.Split(' '))
                    {
                        parallel.Action(action, (context, token) =>
                            trial.Gate($"{action}{trial.NumberOf(context.ExecutionId)}").PassAsync(Deaf.Contains(action) ? CancellationToken.None : token), Settings(trial, action));
                    }
                });
            }
        }
    });

    private Action<ActionBuilder>? Settings(LineTrial trial, string action) => !Undone.Contains(action)
        ? null
        : settings => settings.OnRollback((context, token) =>
            trial.Gate($"undo {action}{trial.NumberOf(context.ExecutionId)}").PassAsync(Deaf.Contains(action) ? CancellationToken.None : token));
}
