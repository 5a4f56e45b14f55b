namespace Orchestration.Resources;

/// <summary>
/// Releases resources of one kind: what actions registered with <see cref="ActionContext.RegisterResourceAsync"/>. The host registers one per kind,
/// as a service keyed by the kind; there is none by default.
/// </summary>
/// <remarks>
/// <para>
/// The engine calls it for each resource that is left behind, the last registered first: in a rollback, for all of the stage that is rolled back; at the
/// end of an execution, for the kinds that the pipeline's release policy names; and when a caller asks for it with
/// <see cref="ExecutionHandle.ReleaseResourcesAsync(string, CancellationToken)"/>. Of one execution only one call runs at a time. A stop or an abort alone
/// releases nothing.
/// </para>
/// <para>
/// An exception, or a cleaner that is missing, is a recorded failure: it changes no outcome, the other resources are released all the same, and the resource
/// stays listed as left behind until a later release succeeds. An action that found something with <see cref="ActionContext.ListLeftBehindAsync"/>
/// may also ask its services for the cleaner and call it; the engine does not learn of that.
/// </para>
/// </remarks>
public interface IResourceCleaner
{
    /// <summary>
    /// Releases a resource. It is called at least once: again after a crash and when a release is repeated, and also for a resource that was registered and
    /// never created. So "not there" is success. May be called from many threads at once, for different executions.
    /// </summary>
    /// <param name="resource">The resource as it was registered.</param>
    /// <param name="cancellationToken">
    /// Signalled after <see cref="OrchestrationOptions.ReleaseDeadline"/>, or when a stop ends the rollback. What has not returned
    /// <see cref="OrchestrationOptions.DefaultGrace"/> later (or the grace of that stop) is abandoned: that is a failure, and a late result changes nothing.
    /// </param>
    ValueTask ReleaseAsync(Resource resource, CancellationToken cancellationToken);
}
