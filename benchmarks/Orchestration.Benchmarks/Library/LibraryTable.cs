using Orchestration.Benchmarks.Measurement;
using Orchestration.Lifecycles;

namespace Orchestration.Benchmarks.Library;

/// <summary>The lifecycle table of actions, asked as the engine asks it.</summary>
internal readonly struct LibraryTable : ITransitionTable
{
    public const int Cells = RowCount * ColumnCount;

    private const int RowCount = (int)ActionStatus.NotRun + 1;
    private const int ColumnCount = (int)ActionTrigger.Reopen + 1;

    private static readonly LifecycleTable<ActionStatus, ActionTrigger> Table = ActionLifecycle.Table;

    public int Rows => RowCount;

    public int Columns => ColumnCount;

    public int Next(int row, int column) => Table.TryNext((ActionStatus)row, (ActionTrigger)column, out ActionStatus next) ? (int)next : row;
}
