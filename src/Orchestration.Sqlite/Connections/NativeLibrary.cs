using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Orchestration.Sqlite.Connections;

/// <summary>The application chooses the native SQLite library; this says so where it has not.</summary>
internal static class NativeLibrary
{
    public static void Check()
    {
        try
        {
            // The first connection looks for a bundle of the application's; without one, the first call fails.
            new SqliteConnection().Dispose();
            _ = raw.sqlite3_libversion_number();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new OrchestrationException(
                ErrorCode.StoreUnavailable,
                $"There is no native SQLite library. Add a package that brings one, such as SQLitePCLRaw.bundle_e_sqlite3. ({exception.Message})",
                exception);
        }
    }
}
