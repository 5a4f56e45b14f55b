using Orchestration.Exploration.Moves;
using Orchestration.Exploration.Walks;

namespace Orchestration.Exploration.Definitions;

/// <summary>The smallest trees of actions in which each rule can be broken: what code starts, and in which root run.</summary>
internal static class ExploredTrees
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>Three children of the root, of each lifetime one, and a grandchild.</summary>
    public static Explored Lifetimes { get; } = Define(
        "tree-lifetimes",
        new Bounds(0, 0, 0, 0, 0) { Sends = Sends.None, TakesPairs = false },
        configure: null,
        Child("root/a"), Child("root/a/x"), Child("root/b", ActionLifetime.Parent), Child("root/c", ActionLifetime.Await));

    /// <summary>The same under stops.</summary>
    public static Explored Stopped { get; } = Define(
        "tree-stopped",
        new Bounds(0, 0, 0, 0, 0) { Sends = Sends.FewStops, TakesPairs = false, Cancels = false },
        configure: null,
        Child("root/a"), Child("root/a/x"), Child("root/b", ActionLifetime.Parent), Child("root/c", ActionLifetime.Await));

    /// <summary>Grandchildren of each lifetime, whose parent ends before the root.</summary>
    public static Explored Below { get; } = Define(
        "tree-below",
        new Bounds(0, 0, 0, 0, 0) { Sends = Sends.None, TakesPairs = false },
        configure: null,
        Child("root/a"), Child("root/a/x"), Child("root/a/y", ActionLifetime.Parent), Child("root/a/z", ActionLifetime.Await));

    public static Explored BelowCrashed { get; } = Define(
        "tree-below-crashed",
        new Bounds(0, 0, 1, 0, 1) { Sends = Sends.FewStops, TakesPairs = false, Cancels = false },
        configure: null,
        Child("root/a"), Child("root/a/x"), Child("root/a/y", ActionLifetime.Await));

    public static Explored Aborted { get; } = Define(
        "tree-aborted",
        new Bounds(0, 0, 0, 0, 0) { Sends = Sends.RootAborts | Sends.ChildAborts },
        configure: null,
        Child("root/a"), Child("root/a/x"));

    public static Explored Deadlines { get; } = Define(
        "tree-deadlines",
        new Bounds(0, 0, 0, 0, 0) { Sends = Sends.FewStops | Sends.ChildDeadlines, TakesPairs = false },
        configure: null,
        Child("root/a"), Child("root/a/x", ActionLifetime.Await));

    public static Explored Crashed { get; } = Define(
        "tree-crashed",
        new Bounds(0, 0, 2, 1, 2) { Sends = Sends.None, TakesPairs = false },
        configure: null,
        Child("root/a"), Child("root/a/x"), Child("root/b"));

    public static Explored StoppedCrashed { get; } = Define(
        "tree-crashed-stopped",
        new Bounds(0, 0, 1, 1, 1) { Sends = Sends.FewStops },
        configure: null,
        Child("root/a"), Child("root/a/x"));

    public static Explored Retried { get; } = Define(
        "tree-retried",
        new Bounds(0, 0, 0, 0, 0) { Sends = Sends.FewStops | Sends.ChildAborts, TakesPairs = false },
        configure: null,
        Child("root/a", retries: 1), Child("root/a/x", retries: 1));

    public static Explored RetriedCrashed { get; } = Define(
        "tree-retried-crashed",
        new Bounds(0, 0, 1, 0, 1) { Sends = Sends.None, TakesPairs = false },
        configure: null,
        Child("root/a", retries: 1), Child("root/a/x", retries: 1));

    public static Explored RootRetried { get; } = Define(
        "tree-root-retried",
        new Bounds(1, 0, 0, 0, 1) { Sends = Sends.FewStops | Sends.Retries, TakesPairs = false },
        root => root.Retry(1, Backoff.Exponential(Grace)),
        Child("root/a"), Child("root/b", ActionLifetime.Await));

    public static Explored Paused { get; } = Define(
        "tree-paused",
        new Bounds(0, 0, 0, 0, 0) { Sends = Sends.FewStops | Sends.Pauses | Sends.ChildAborts, TakesPairs = false },
        configure: null,
        Child("root/a", ActionLifetime.Await, retries: 1), Child("root/b"));

    public static Explored Limited { get; } = Define(
        "tree-limited",
        new Bounds(0, 0, 0, 0, 0) { Sends = Sends.Pauses, TakesPairs = false },
        root => root.ExpiresAfter(TimeSpan.FromSeconds(90)),
        new PlannedChild("root/a", new ChildOptions { TimeoutAfter = Grace, DeadlineAfter = TimeSpan.FromSeconds(60), Retries = 1 }), Child("root/a/x", ActionLifetime.Await));

    public static Explored RootLimited { get; } = Define(
        "tree-root-limited",
        new Bounds(0, 0, 0, 0, 0) { Sends = Sends.FewStops, TakesPairs = false },
        root => root.Retry(1).TimeoutAfter(Grace).DeadlineAfter(TimeSpan.FromSeconds(60)).Finally("f", (_, _) => Task.CompletedTask),
        Child("root/a"), Child("root/b", ActionLifetime.Await));

    public static Explored Marked { get; } = Define(
        "tree-marked",
        new Bounds(0, 0, 0, 0, 0) { Sends = Sends.StageMarks | Sends.ActionMarks | Sends.ChildMarks, TakesPairs = false },
        configure: null,
        Child("root/a"), Child("root/a/x"));

    /// <summary>Actions of a staged pipeline that start children; those that wait for theirs hold no slot.</summary>
    public static Explored Staged { get; } = new(
        Pipeline.Define("tree-staged", pipeline => pipeline.Stage("one").Parallel(group =>
        {
            group.MaxParallel(1);
            group.Action("p", (_, _) => Task.FromResult(0), action => action.Abortable().OnFailure(FailureStrategy.Ignore));
            group.Action("q", (_, _) => Task.FromResult(0));
        })),
        new Bounds(1, 0, 0, 0, 1) { Sends = Sends.Retries | Sends.ActionAborts, TakesPairs = false })
    {
        Plan = new Plan(Child("p/a")),
    };

    /// <summary>The largest first, so that they begin first.</summary>
    public static IReadOnlyList<Explored> All { get; } =
    [
        Stopped, Lifetimes, Below, BelowCrashed, Aborted, Deadlines, Crashed, StoppedCrashed, Retried, RetriedCrashed, RootRetried, Paused, Limited, RootLimited, Marked, Staged,
    ];

    private static Explored Define(string name, Bounds bounds, System.Action<RootBuilder>? configure, params PlannedChild[] children) =>
        new(Pipeline.Root(name, (_, _) => Task.FromResult(0), configure), bounds) { Plan = new Plan(children) };

    private static PlannedChild Child(string path, ActionLifetime lifetime = ActionLifetime.Root, int retries = 0) => new(path, new ChildOptions
    {
        Lifetime = lifetime,
        Retries = retries,
        Backoff = retries == 0 ? null : Backoff.Exponential(Grace),
    });
}
