using Orchestration.Definitions;

namespace Orchestration.Engine;

/// <summary>Options that make no sense stop the engine from being built, by name.</summary>
internal static class OptionRules
{
    /// <summary>More time than anybody waits, and far from where a date ends.</summary>
    public static readonly TimeSpan LongestTime = DefinitionErrors.LongestTime;

    public static bool IsTime(TimeSpan? value) => value is null || (value >= TimeSpan.Zero && value <= LongestTime);

    public static void Check(OrchestrationOptions options)
    {
        CheckTime(options.DefaultGrace, nameof(options.DefaultGrace));
        CheckTime(options.ShutdownGrace, nameof(options.ShutdownGrace));
        CheckTime(options.InvalidateAfter, nameof(options.InvalidateAfter));
        CheckTime(options.RollbackDeadline, nameof(options.RollbackDeadline));
        CheckTime(options.FinalizerDeadline, nameof(options.FinalizerDeadline));
        CheckTime(options.ReleaseDeadline, nameof(options.ReleaseDeadline));
        ArgumentNullException.ThrowIfNull(options.Json);
        ArgumentOutOfRangeException.ThrowIfNegative(options.AuditedRefusalsPerMinute);
    }

    private static void CheckTime(TimeSpan value, string name)
    {
        if (!IsTime(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"The option {name} must be between zero and {LongestTime.Days} days.");
        }
    }
}
