using System.Text.Json;

namespace Orchestration;

/// <summary>Settings of the engine. Read once, when it starts.</summary>
public sealed class OrchestrationOptions
{
    /// <summary>How long signalled actions have to return where a request does not say; 30 seconds by default. Zero is allowed.</summary>
    public TimeSpan DefaultGrace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long running attempts have at shutdown before their tokens are signalled; 30 seconds by default. What is cut off goes on at the next start.</summary>
    public TimeSpan ShutdownGrace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an execution waits whose definition is registered nowhere before it closes as <see cref="ExecutionStatus.Invalidated"/>; one hour by default. Counted from the first host that missed it, while no host is up too.</summary>
    public TimeSpan InvalidateAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Whether an abort asks for <see cref="Permissions.Permission.Abort"/>; otherwise for <see cref="Permissions.Permission.Execute"/>. False by default (Harness's default).</summary>
    public bool SeparateAbortPermission { get; set; }

    /// <summary>Whether actions and stages may be marked as failed; false by default (Harness's default).</summary>
    public bool AllowMarkFailed { get; set; }

    /// <summary>How long one rollback of an action may take that declares nothing else, before it is signalled; 10 minutes by default.</summary>
    public TimeSpan RollbackDeadline { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long one finalizer may take that declares nothing else, before it is signalled; 5 minutes by default.</summary>
    public TimeSpan FinalizerDeadline { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the release of one resource may take before the cleaner is signalled; one minute by default.</summary>
    public TimeSpan ReleaseDeadline { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How inputs and outputs are written as JSON. Web defaults; with trimming, add a source-generated resolver.</summary>
    public JsonSerializerOptions Json { get; set; } = new(JsonSerializerDefaults.Web);

    /// <summary>How many refused commands of one caller are written to the audit in a minute; 60 by default. The rest are counted.</summary>
    public int AuditedRefusalsPerMinute { get; set; } = 60;
}
