using Orchestration.Sqlite.Connections;

namespace Orchestration.Sqlite.Reading;

/// <summary>Finds the execution that accepted a command.</summary>
internal static class CommandReader
{
    private const string ById = "SELECT execution FROM command WHERE id = ?1";

    public static ExecutionId? Find(ReadConnection connection, Guid command)
    {
        Statement row = connection.Prepared(ById);
        try
        {
            row.Bind(1, command);
            return row.Step() ? new ExecutionId(row.Guid(0)) : null;
        }
        finally
        {
            row.Reset();
        }
    }
}
