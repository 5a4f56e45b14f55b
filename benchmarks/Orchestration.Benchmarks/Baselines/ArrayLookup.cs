using Orchestration.Benchmarks.Measurement;

namespace Orchestration.Benchmarks.Baselines;

/// <summary>A transition as a bare look-up in a dense two-dimensional array.</summary>
internal readonly struct ArrayLookup : ITransitionTable
{
    public const int Cells = RowCount * ColumnCount;

    private const int RowCount = 16;
    private const int ColumnCount = 20;

    private static readonly byte[,] Table = Fill();

    public int Rows => RowCount;

    public int Columns => ColumnCount;

    public int Next(int row, int column) => Table[row, column];

    private static byte[,] Fill()
    {
        var table = new byte[RowCount, ColumnCount];
        for (var row = 0; row < RowCount; row++)
        {
            for (var column = 0; column < ColumnCount; column++)
            {
                table[row, column] = (byte)((row + column) % RowCount);
            }
        }

        return table;
    }
}
