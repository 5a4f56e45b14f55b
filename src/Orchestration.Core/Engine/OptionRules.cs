namespace Orchestration.Engine;

/// <summary>Options that make no sense stop the engine from being built, by name.</summary>
internal static class OptionRules
{
    public static void Check(OrchestrationOptions options)
    {
        ThrowIfNegative(options.DefaultGrace, nameof(options.DefaultGrace));
        ThrowIfNegative(options.ShutdownGrace, nameof(options.ShutdownGrace));
        ThrowIfNegative(options.InvalidateAfter, nameof(options.InvalidateAfter));
        ThrowIfNegative(options.RollbackDeadline, nameof(options.RollbackDeadline));
        ThrowIfNegative(options.FinalizerDeadline, nameof(options.FinalizerDeadline));
        ThrowIfNegative(options.ReleaseDeadline, nameof(options.ReleaseDeadline));
        ArgumentNullException.ThrowIfNull(options.Json);
        ArgumentOutOfRangeException.ThrowIfNegative(options.AuditedRefusalsPerMinute);
    }

    private static void ThrowIfNegative(TimeSpan value, string name)
    {
        if (value < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(name, value, $"The option {name} must not be negative.");
        }
    }
}
