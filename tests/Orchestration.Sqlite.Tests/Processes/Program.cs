using Orchestration.Storage;

namespace Orchestration.Tests.Sqlite.Processes;

/// <summary>Owns a store until it is killed or its input ends: <c>dotnet exec</c> this assembly with a connection string.</summary>
internal static class Program
{
    private static async Task Main(string[] arguments)
    {
        await using SqliteExecutionStore store = new(arguments[0]);
        long epoch = await store.OpenAsync(CancellationToken.None);
        IReadOnlyList<CommitResult> results = await store.AppendAsync([Commits.First(epoch, OwnerProcess.Execution)], CancellationToken.None);
        Console.WriteLine($"{epoch} {results[0]}");
        await Console.In.ReadToEndAsync();
    }
}
