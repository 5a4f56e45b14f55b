using Orchestration.Testing;

namespace Orchestration.Tests.Conformance.Support;

/// <summary>One stage: "a" returns which attempt it is, then "b" reads that and stops at its gate.</summary>
internal static class OutputTrial
{
    public static async Task RunAsync(Func<OrchestrationTestHost, ExecutionHandle, Func<IReadOnlyList<string>>, Task> body)
    {
        GateSet? gates = null;
        List<string> read = [];
        Pipeline pipeline = Pipeline.Define("release", define =>
        {
            StageBuilder build = define.Stage("build");
            ActionRef<string> a = build.Action("a", (context, _) => Task.FromResult($"a{context.AttemptNumber}"));
            build.Action("b", async (context, token) =>
            {
                read.Add(context.Output(a));
                await gates!["b"].PassAsync(token);
            });
        });
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        gates = host.Gates;
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
        await body(host, execution, () => read);
        HistoryRules.Check(await execution.EventsAsync());
    }
}
