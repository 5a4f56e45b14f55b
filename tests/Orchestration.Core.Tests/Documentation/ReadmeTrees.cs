using Microsoft.Extensions.DependencyInjection;
using Orchestration.Testing;

namespace Orchestration.Tests.Documentation;

/// <summary>The README's root run, word for word; <see cref="ReadmeTreesTests"/> compares and runs it.</summary>
internal static class ReadmeTrees
{
    public static async Task<double> RunAsync(Func<Pipeline, Task<IOrchestrator>> register)
    {
        // begin
        Pipeline<string[], double> tune = Pipeline.Root<string[], double>("tune", async (context, models, cancellationToken) =>
        {
            ChildAction<double>[] trials = [.. models.Select(model => context.Start<Train, string, double>(model, new() { Key = model }))];
            ChildAction<double> first = await context.WhenAny(trials, cancellationToken);
            foreach (ChildAction<double> other in trials)
            {
                other.Cancel("another one has converged");              // nothing happens to one that has closed
            }

            return await first;                                          // throws if it was aborted or has failed: catch that and go on
        });
        // end
        IOrchestrator orchestrator = await register(tune);
        // begin
        ExecutionHandle<double> execution = await orchestrator.StartAsync(tune, ["linear", "forest", "network"]);
        double best = await execution.ResultAsync();
        // end
        return best;
    }

    private sealed class Train : IAction<string, double>
    {
        public async Task<double> ExecuteAsync(string input, ActionContext context, CancellationToken cancellationToken)
        {
            await context.Services.GetRequiredService<GateSet>()[input].PassAsync(cancellationToken);
            return input.Length;
        }
    }
}
