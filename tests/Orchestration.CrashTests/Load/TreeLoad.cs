using System.Globalization;

namespace Orchestration.CrashTests.Load;

/// <summary>A root run of 200 children, some of which have children of their own. Whatever happens to it, its result is the same.</summary>
internal static class TreeLoad
{
    private const int Children = 200;
    private const int MaxParallel = 12;
    private const int MaxMilliseconds = 25;

    /// <summary>The result of a run that nothing disturbs.</summary>
    public static string Undisturbed { get; } = Enumerable.Range(0, Children).Sum(ValueOf).ToString(CultureInfo.InvariantCulture);

    public static Pipeline<int, long> Define(LoadSettings settings, Told told) => Pipeline.Root<int, long>("sum", async (context, count, cancellationToken) =>
    {
        told.Say(Fact.Ran, context.ExecutionId, context.Stage, context.Action, context.AttemptNumber, context.ActionId);
        long[] parts = await context.ForEachAsync(
            "part",
            Enumerable.Range(0, count),
            (number, child, token) => PartAsync(settings, told, number, child, token),
            MaxParallel);
        return parts.Sum();
    });

    /// <summary>Goes on with the run that is open, or starts one, for ever.</summary>
    public static async Task RunAsync(IOrchestrator orchestrator, Told told)
    {
        while (true)
        {
            ExecutionPage open = await orchestrator.ListAsync(new() { Pipeline = "sum", StoppableOnly = true });
            ExecutionHandle execution = open.Executions is [var first, ..]
                ? orchestrator.GetHandle(first.Id)
                : await orchestrator.StartAsync(new StartRequest("sum") { Input = Children });
            if (open.Executions.Count == 0)
            {
                told.Say(Fact.Started, execution.Id);
            }

            told.Say(Fact.Result, execution.Id, await execution.WithResult<long>().ResultAsync());
        }
    }

    private static async Task<long> PartAsync(LoadSettings settings, Told told, int number, ActionContext context, CancellationToken cancellationToken)
    {
        told.Say(Fact.Ran, context.ExecutionId, context.Stage, context.Action, context.AttemptNumber, context.ActionId);
        if (!settings.IsQuiet)
        {
            Random chance = new(HashCode.Combine(settings.Seed, number));
            await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(MaxMilliseconds)), TimeProvider.System, cancellationToken);
        }

        if (number % 10 != 0 || context.Action.Count(letter => letter == '/') > 1)
        {
            return ValueOf(number);
        }

        ChildAction<long>[] halves =
        [
            .. Enumerable.Range(0, 2).Select(half => context.Start(
                "half", (child, token) => PartAsync(settings, told, number, child, token), new ChildOptions { Key = half == 0 ? "left" : "right" })),
        ];
        long[] both = await context.WhenAll(halves, cancellationToken);
        return both.Sum() / 2;
    }

    private static long ValueOf(int number) => (long)number * number;
}
