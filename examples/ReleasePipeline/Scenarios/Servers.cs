using System.Net.Http.Json;
using Orchestration;
using ReleasePipeline.Pipelines.Values;
using ReleasePipeline.Release;

namespace ReleasePipeline.Scenarios;

/// <summary>Looks at the processes that a release has started.</summary>
internal static class Servers
{
    /// <summary>The process that the ledger of this execution names.</summary>
    public static ServerProcess Of(ExecutionSnapshot snapshot) => ServerProcess.In(snapshot.Resources).Single();

    /// <summary>The version that this process says it is.</summary>
    public static async Task<string?> AskVersionAsync(ExecutionSnapshot snapshot, CancellationToken cancellationToken)
    {
        using HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
        Uri address = new(Of(snapshot).BaseAddress, "/health");
        return (await http.GetFromJsonAsync<HealthReport>(address, cancellationToken))?.Version;
    }

    /// <summary>Whether the process runs.</summary>
    public static bool IsRunning(ServerProcess server)
    {
        using WebProcess? process = server.Find();
        return process is not null;
    }
}
