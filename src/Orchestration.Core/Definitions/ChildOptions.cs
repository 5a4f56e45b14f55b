namespace Orchestration;

/// <summary>Settings of one child action. Immutable.</summary>
public sealed record ChildOptions
{
    /// <summary>The settings of a child for which none are given.</summary>
    public static ChildOptions Default { get; } = new();

    /// <summary>
    /// Its key, unique among the children of one attempt; by default its name and position at the call, such as <c>train-2</c> for the second
    /// start of that name. After a crash a key that has succeeded is not run again, so starts that race each other need keys of their own. An explicit key counts among the others: <c>train-2</c> is taken where <c>train</c> was started twice.
    /// 1 to 100 characters, no slash, no control characters, no space at either end.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>What it is called; the name of the class by default. As a key, without the need to be unique.</summary>
    public string? Name { get; init; }

    /// <summary>How long it may run, awaited or not; until the root of its tree ends by default.</summary>
    public ActionLifetime Lifetime { get; init; }

    /// <summary>How often it runs again when it fails: 0 to 1,000; not at all by default. Attempts lost with their host don't count, and an aborted child is never retried.</summary>
    public int Retries { get; init; }

    /// <summary>How long to wait before each retry; not at all by default.</summary>
    public Backoff? Backoff { get; init; }

    /// <summary>The limit of each attempt: more than zero, at most 3,650 days; none by default. A retry may follow its expiry.</summary>
    public TimeSpan? TimeoutAfter { get; init; }

    /// <summary>The limit of all attempts, with the waiting between them: more than zero, at most 3,650 days; none by default. The clock stands still while the execution is paused, and begins again where another attempt of its parent starts it again.</summary>
    public TimeSpan? DeadlineAfter { get; init; }
}
