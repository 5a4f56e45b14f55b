using Orchestration.Exploration.Moves;
using Orchestration.Exploration.Walks;

namespace Orchestration.Exploration.Definitions;

/// <summary>The smallest trees of actions in which each rule can be broken: what code starts, and in which root run.</summary>
internal static class ExploredTrees
{
    /// <summary>Three children of the root, of each lifetime one, and a grandchild.</summary>
    public static Explored Lifetimes { get; } = Define(
        "tree-lifetimes",
        new Bounds(0, 0, 0, 0, 0) { Sends = Sends.None, TakesPairs = false },
        configure: null,
        Child("root/a"), Child("root/a/x"), Child("root/b", ActionLifetime.Parent), Child("root/c", ActionLifetime.Await));

    public static Explored Below { get; } = Define(
        "tree-below",
        new Bounds(0, 0, 0, 0, 0) { Sends = Sends.FewStops, TakesPairs = false },
        configure: null,
        Child("root/a"), Child("root/a/x"), Child("root/a/y", ActionLifetime.Parent), Child("root/a/z", ActionLifetime.Await));

    public static Explored Aborted { get; } = Define(
        "tree-aborted",
        new Bounds(0, 0, 0, 0, 0) { Sends = Sends.RootAborts | Sends.ChildAborts },
        configure: null,
        Child("root/a"), Child("root/a/x"));

    public static Explored Crashed { get; } = Define(
        "tree-crashed",
        new Bounds(0, 0, 2, 1, 2) { Sends = Sends.FewStops, TakesPairs = false },
        configure: null,
        Child("root/a"), Child("root/a/x"), Child("root/b"));

    public static Explored Retried { get; } = Define(
        "tree-retried",
        new Bounds(0, 0, 1, 0, 1) { Sends = Sends.FewStops | Sends.ChildAborts, TakesPairs = false },
        configure: null,
        Child("root/a", retries: 1), Child("root/a/x", retries: 1));

    public static Explored RootRetried { get; } = Define(
        "tree-root-retried",
        new Bounds(1, 0, 1, 0, 1) { Sends = Sends.FewStops | Sends.Retries, TakesPairs = false },
        root => root.Retry(1, Backoff.Exponential(TimeSpan.FromSeconds(20))),
        Child("root/a"), Child("root/b", ActionLifetime.Await));

    public static Explored Paused { get; } = Define(
        "tree-paused",
        new Bounds(0, 0, 1, 1, 1) { Sends = Sends.FewStops | Sends.Pauses | Sends.ChildAborts, TakesPairs = false },
        configure: null,
        Child("root/a", ActionLifetime.Await, retries: 1), Child("root/b"));

    public static IReadOnlyList<Explored> All { get; } = [Lifetimes, Below, Aborted, Crashed, Retried, RootRetried, Paused];

    private static Explored Define(string name, Bounds bounds, System.Action<RootBuilder>? configure, params PlannedChild[] children) =>
        new(Pipeline.Root(name, (_, _) => Task.FromResult(0), configure), bounds) { Plan = new Plan(children) };

    private static PlannedChild Child(string path, ActionLifetime lifetime = ActionLifetime.Root, int retries = 0) => new(path, new ChildOptions
    {
        Lifetime = lifetime,
        Retries = retries,
        Backoff = retries == 0 ? null : Backoff.Exponential(TimeSpan.FromSeconds(30)),
    });
}
