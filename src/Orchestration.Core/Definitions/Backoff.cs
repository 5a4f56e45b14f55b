using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>How long retries wait. Immutable; part of a definition's fingerprint.</summary>
public sealed record Backoff
{
    internal static readonly TimeSpan LongestDelay = TimeSpan.FromDays(365);

    [JsonConstructor]
    internal Backoff(TimeSpan first, double factor, TimeSpan longest)
    {
        First = first;
        Factor = factor;
        Longest = longest;
    }

    /// <summary>The next attempt begins at once.</summary>
    public static Backoff None { get; } = new(TimeSpan.Zero, 1, TimeSpan.Zero);

    /// <summary>The wait before the first retry.</summary>
    public TimeSpan First { get; }

    /// <summary>What each further wait is longer by.</summary>
    public double Factor { get; }

    /// <summary>The longest wait.</summary>
    public TimeSpan Longest { get; }

    /// <summary>Every retry waits equally long.</summary>
    /// <param name="delay">How long; zero is allowed, at most 365 days.</param>
    public static Backoff Fixed(TimeSpan delay) => new(delay, 1, delay);

    /// <summary>Each retry waits longer than the one before.</summary>
    /// <param name="first">The first wait; zero is allowed, at most 365 days.</param>
    /// <param name="factor">What each further wait is longer by, at least 1; 2 by default.</param>
    /// <param name="longest">The longest wait; one hour by default, or <paramref name="first"/> where that is longer.</param>
    public static Backoff Exponential(TimeSpan first, double factor = 2, TimeSpan? longest = null)
    {
        TimeSpan usual = TimeSpan.FromHours(1);
        return new Backoff(first, factor, longest ?? (first > usual ? first : usual));
    }

    /// <summary>The wait before a retry.</summary>
    /// <param name="retry">The number of the retry, from 1.</param>
    internal TimeSpan Before(int retry)
    {
        double ticks = First.Ticks * Math.Pow(Factor, retry - 1);
        return ticks < Longest.Ticks ? TimeSpan.FromTicks((long)ticks) : Longest;
    }

    internal string? FindError() =>
        First < TimeSpan.Zero || Longest < First || Longest > LongestDelay ? $"waits {First} at first and {Longest} at the most; both must be between zero and {LongestDelay.Days} days, in this order."
        : !(Factor >= 1) || double.IsInfinity(Factor) ? $"has a backoff that grows by {Factor}; at least 1 is needed."
        : null;
}
