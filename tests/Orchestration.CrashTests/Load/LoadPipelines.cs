namespace Orchestration.CrashTests.Load;

/// <summary>What is run: actions one after the other, actions side by side, and both.</summary>
internal static class LoadPipelines
{
    public static IReadOnlyList<Pipeline> Define(LoadAction action) =>
    [
        Pipeline.Define("line", define =>
        {
            foreach (string name in (string[])["fetch", "build", "ship"])
            {
                StageBuilder stage = define.Stage(name);
                stage.Action("first", action.RunAsync);
                stage.Action("second", action.RunAsync);
            }
        }),
        Pipeline.Define("fan", define =>
        {
            define.Stage("prepare").Action("only", action.RunAsync);
            define.Stage("work").Parallel(group => AddGroup(group.MaxParallel(3), action, 6));
            define.Stage("finish").Action("only", action.RunAsync);
        }),
        Pipeline.Define("mixed", define =>
        {
            StageBuilder work = define.Stage("work");
            work.Action("before", action.RunAsync);
            work.Parallel(group => AddGroup(group, action, 3));
            work.Action("fails-with-its-host", action.RunAsync, settings => settings.OnInterrupted(OnInterrupted.Fail));
            define.Stage("sometimes").When(action.Happens).Action("abandoned-with-its-host", action.RunAsync, settings => settings.OnInterrupted(OnInterrupted.Abandon));
            define.Stage("last").Action("sometimes", action.RunAsync, settings => settings.When(action.Happens));
        }),
    ];

    public static IReadOnlyDictionary<string, string[]> Stages { get; } = new Dictionary<string, string[]>
    {
        ["line"] = ["fetch", "build", "ship"],
        ["fan"] = ["prepare", "work", "finish"],
        ["mixed"] = ["work", "sometimes", "last"],
    };

    private static void AddGroup(ParallelBuilder group, LoadAction action, int count)
    {
        for (int number = 1; number <= count; number++)
        {
            group.Action($"part-{number}", action.RunAsync);
        }
    }
}
