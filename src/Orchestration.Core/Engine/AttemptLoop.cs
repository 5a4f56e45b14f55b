namespace Orchestration.Engine;

/// <summary>
/// Runs an attempt on a thread of the engine's own and, where its completion starts the next one at once, that one too:
/// a loop instead of a hop for each step.
/// </summary>
internal static class AttemptLoop
{
    private const int MaxSteps = 64;

    public static void Run(Attempt? next)
    {
        if (next is null)
        {
            return;
        }

        ExecutionContext? clean = ExecutionContext.Capture();
        for (int steps = 1; next is not null; steps++)
        {
            if (steps > MaxSteps)
            {
                next.Queue();
                return;
            }

            next = next.RunHere();
            if (clean is not null && !ReferenceEquals(ExecutionContext.Capture(), clean))
            {
                ExecutionContext.Restore(clean);
            }
        }
    }
}
