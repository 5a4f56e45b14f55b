namespace Orchestration.Resources;

/// <summary>
/// Releases resources of one kind: what actions registered with <see cref="ActionContext.RegisterResourceAsync"/>. The host registers one per kind;
/// there is none by default. The engine releases nothing by itself: a host, or an action that found something with
/// <see cref="ActionContext.ListLeftBehindAsync"/>, asks its services for the cleaner by its kind (a keyed service) and calls it.
/// </summary>
public interface IResourceCleaner
{
    /// <summary>
    /// Releases a resource. It may be called again for the same one, and for one that was registered and never created: "not there" is success.
    /// May be called from many threads at once.
    /// </summary>
    /// <param name="resource">The resource as it was registered.</param>
    /// <param name="cancellationToken">Ends the attempt; it may be repeated.</param>
    ValueTask ReleaseAsync(Resource resource, CancellationToken cancellationToken);
}
