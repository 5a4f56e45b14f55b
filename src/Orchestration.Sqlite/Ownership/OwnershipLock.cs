namespace Orchestration.Sqlite.Ownership;

/// <summary>
/// Says which process owns a store: an exclusive lock on a file beside it. The operating system gives it up when the process ends,
/// however it ends. The file stays, because removing it could take the lock from under a new owner.
/// </summary>
internal sealed class OwnershipLock : IDisposable
{
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);
    private const int WindowsLockViolation = unchecked((int)0x80070021);

    private readonly FileStream _file;

    private OwnershipLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, or says at once that somebody has it.</summary>
    /// <param name="database">The store's file.</param>
    public static OwnershipLock Take(string database)
    {
        string path = database + ".lock";
        try
        {
            return new OwnershipLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            throw new OrchestrationException(
                ErrorCode.StoreInUse,
                $"The store '{database}' is in use: another owner, in this process or another one, holds '{path}'. A store has one owner at a time.",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OrchestrationException(
                ErrorCode.StoreUnavailable, $"The store '{database}' can't be owned, because '{path}' can't be locked: {exception.Message}", exception);
        }
    }

    public void Dispose() => _file.Dispose();

    private static bool IsHeld(IOException exception) =>
        exception.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharingViolation or WindowsLockViolation;
}
