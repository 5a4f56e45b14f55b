using System.Text.Json;
using Orchestration;
using ReleasePipeline.Release;

namespace ReleasePipeline.Pipelines.Values;

/// <summary>The process of a release, as it is registered in the ledger of its execution.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="BaseAddress">Where it listens.</param>
internal sealed record ServerProcess(int Pid, Uri BaseAddress)
{
    /// <summary>The kind under which such processes are registered; the key is the release's folder.</summary>
    public const string Kind = "server-process";

    /// <summary>What the ledger keeps of it.</summary>
    public string ToData() => JsonSerializer.Serialize(this);

    /// <summary>The processes among these resources. One that was registered but not started has no data, and is left out.</summary>
    public static IReadOnlyList<ServerProcess> In(IEnumerable<Resource> resources) =>
    [
        .. resources
            .Where(resource => resource.Kind == Kind && resource.Data is not null)
            .Select(resource => JsonSerializer.Deserialize<ServerProcess>(resource.Data!)!),
    ];

    /// <summary>The running process, or null when it has ended.</summary>
    public WebProcess? Find() => WebProcess.FindByPid(Pid, BaseAddress);

    /// <summary>Ends it; nothing happens when it has ended before.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        using WebProcess? process = Find();
        if (process is not null)
        {
            await process.StopAsync(cancellationToken);
        }
    }
}
