using Microsoft.Extensions.Configuration;

namespace Orchestration.Hosting;

/// <summary>The settings that a configuration can hold; null where it doesn't. The names are those of the options.</summary>
internal sealed class ConfiguredSettings
{
    public TimeSpan? DefaultGrace { get; set; }

    public TimeSpan? ShutdownGrace { get; set; }

    public TimeSpan? InvalidateAfter { get; set; }

    public bool? SeparateAbortPermission { get; set; }

    public bool? AllowMarkFailed { get; set; }

    public TimeSpan? RollbackDeadline { get; set; }

    public TimeSpan? FinalizerDeadline { get; set; }

    public TimeSpan? ReleaseDeadline { get; set; }

    public int? AuditedRefusalsPerMinute { get; set; }

    public static ConfiguredSettings Read(IConfiguration section)
    {
        ConfiguredSettings settings = new();
        section.Bind(settings, static binder => binder.ErrorOnUnknownConfiguration = true);
        return settings;
    }

    public void ApplyTo(OrchestrationOptions options)
    {
        options.DefaultGrace = DefaultGrace ?? options.DefaultGrace;
        options.ShutdownGrace = ShutdownGrace ?? options.ShutdownGrace;
        options.InvalidateAfter = InvalidateAfter ?? options.InvalidateAfter;
        options.SeparateAbortPermission = SeparateAbortPermission ?? options.SeparateAbortPermission;
        options.AllowMarkFailed = AllowMarkFailed ?? options.AllowMarkFailed;
        options.RollbackDeadline = RollbackDeadline ?? options.RollbackDeadline;
        options.FinalizerDeadline = FinalizerDeadline ?? options.FinalizerDeadline;
        options.ReleaseDeadline = ReleaseDeadline ?? options.ReleaseDeadline;
        options.AuditedRefusalsPerMinute = AuditedRefusalsPerMinute ?? options.AuditedRefusalsPerMinute;
    }
}
