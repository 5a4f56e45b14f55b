using System.Runtime.CompilerServices;

namespace Orchestration.Benchmarks.Measurement;

/// <summary>The same loop over any table: every cell in turn, again and again.</summary>
internal static class LookupLoop
{
    /// <summary>Does at least <paramref name="lookups"/> look-ups and returns how many.</summary>
    public static int Run<TTable>(TTable table, int lookups)
        where TTable : struct, ITransitionTable
    {
        var done = 0;
        while (done < lookups)
        {
            Pass(table);
            done += table.Rows * table.Columns;
        }

        return done;
    }

    // A method of its own, called often enough to be compiled with full optimisation; its result keeps the look-ups alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Pass<TTable>(TTable table)
        where TTable : struct, ITransitionTable
    {
        var sum = 0;
        for (var row = 0; row < table.Rows; row++)
        {
            for (var column = 0; column < table.Columns; column++)
            {
                sum += table.Next(row, column);
            }
        }

        return sum;
    }
}
