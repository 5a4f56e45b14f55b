using Microsoft.Data.Sqlite;
using Orchestration.Sqlite.Connections;

namespace Orchestration.Sqlite.Reading;

/// <summary>A connection that reads, with the statements that it has prepared. For one call at a time.</summary>
internal sealed class ReadConnection(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, Statement> _prepared = [];

    public SqliteConnection Connection => connection;

    /// <summary>The statement of a text that is asked for again and again.</summary>
    public Statement Prepared(string sql)
    {
        if (!_prepared.TryGetValue(sql, out Statement? statement))
        {
            statement = new Statement(connection, sql);
            _prepared.Add(sql, statement);
        }

        return statement;
    }

    public void Dispose()
    {
        foreach (Statement statement in _prepared.Values)
        {
            statement.Dispose();
        }

        connection.Dispose();
    }
}
