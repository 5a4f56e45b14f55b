using Orchestration;
using Orchestration.Resources;

namespace RollbackAndCleanup;

/// <summary>Releases what executions registered. What is not there is released already.</summary>
internal sealed class Cleaner(TestEnvironment environment) : IResourceCleaner
{
    public async ValueTask ReleaseAsync(Resource resource, CancellationToken cancellationToken)
    {
        if (resource.Kind == "table")
        {
            environment.Query($"DROP TABLE IF EXISTS {resource.Key}");
        }
        else if (resource.Kind == "folder" && Directory.Exists(resource.Key))
        {
            Directory.Delete(resource.Key, recursive: true);
        }
        else if (resource.Kind == "process" && TestEnvironment.FindProcess(resource.Key) is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync(cancellationToken);
        }
    }
}
