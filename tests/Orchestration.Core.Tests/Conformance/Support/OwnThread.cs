using System.Runtime.ExceptionServices;

namespace Orchestration.Tests.Conformance.Support;

/// <summary>Threads of a test's own.</summary>
internal static class OwnThread
{
    /// <summary>Runs on a new thread and waits for it: continuations that may run at once have run when it returns.</summary>
    public static void Run(Action act)
    {
        ExceptionDispatchInfo? thrown = null;
        Thread thread = new(() =>
        {
            try
            {
                act();
            }
            catch (Exception exception)
            {
                thrown = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        thread.Join();
        thrown?.Throw();
    }

    /// <summary>Runs each act on a thread of its own; all begin at the same moment.</summary>
    public static void Race(params Action[] acts)
    {
        using Barrier barrier = new(acts.Length);
        Thread[] threads = [.. acts.Select(act => new Thread(() =>
        {
            barrier.SignalAndWait();
            act();
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
    }
}
