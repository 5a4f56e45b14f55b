using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Orchestration.Benchmarks.Measurement;

/// <summary>What one measured round cost, per step.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Sample(double Microseconds, double Bytes)
{
    public static async Task<Sample> TakeAsync(int steps, Func<ValueTask<IRound>> prepare)
    {
        await using var round = await prepare();
        CollectGarbage();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        await round.RunAsync();
        var elapsed = Stopwatch.GetElapsedTime(start);
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        round.EnsureDone();
        return new Sample(elapsed.TotalMicroseconds / steps, (double)bytes / steps);
    }

    private static void CollectGarbage()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
