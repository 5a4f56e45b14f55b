using Orchestration.Testing;

namespace Orchestration.Tests.Conformance.Support;

/// <summary>Many rounds of a race, each on an execution of its own; afterwards every history is checked.</summary>
internal static class Races
{
    public static Task RunAsync(string sketch, int rounds, Func<ExecutionHandle, Func<string, Gate>, Task> round) =>
        RunAsync(sketch, rounds, (execution, gates, _) => round(execution, gates));

    /// <summary>
    /// Actions stop at a gate of their own for each execution. The first attempt of "broken" fails; "deaf" does not look at its token.
    /// </summary>
    public static async Task RunAsync(string sketch, int rounds, Func<ExecutionHandle, Func<string, Gate>, OrchestrationTestHost, Task> round)
    {
        TrialSetup setup = new();
        foreach (string name in sketch.Split("; ").SelectMany(stage => stage.Split(": ")[1].Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)))
        {
            setup.Code[name] = (trial, context, token) => name == "broken" && context.AttemptNumber == 1
                ? Task.FromException(new InvalidOperationException("broken"))
                : trial.Gate($"{name} {context.ExecutionId}").PassAsync(name == "deaf" ? CancellationToken.None : token);
        }

        string first = sketch.Split("; ")[0].Split(": ")[1].Split(", ")[0];
        await Trial.RunAsync(sketch, setup, async trial =>
        {
            for (int count = 0; count < rounds; count++)
            {
                ExecutionHandle execution = count == 0 ? trial.Execution : await trial.StartAgainAsync();
                foreach (string name in first.Split(' ').Where(name => name != "broken"))
                {
                    await GateOf(execution, name).ReachedAsync().WithinAsync(trial.Host.Describe);
                }

                await round(execution, name => GateOf(execution, name), trial.Host);
            }

            Gate GateOf(ExecutionHandle execution, string name) => trial.Gate($"{name} {execution.Id}");
        });
    }

    /// <summary>The refusal of a verb, or its result.</summary>
    public static async Task<(ErrorCode? Refused, T? Result)> OutcomeAsync<T>(Task<T> verb)
        where T : class
    {
        try
        {
            return (null, await verb.WithinAsync());
        }
        catch (OrchestrationException refusal)
        {
            return (refusal.Code, null);
        }
    }

    public static async Task<ExecutionSnapshot> EndAsync(ExecutionHandle execution)
    {
        await execution.WaitAsync().WithinAsync();
        return await execution.GetAsync().WithinAsync();
    }
}
