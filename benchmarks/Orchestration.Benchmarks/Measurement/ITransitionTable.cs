namespace Orchestration.Benchmarks.Measurement;

/// <summary>What <see cref="LookupLoop"/> reads. Implemented by structs, so that each loop is compiled for its own table.</summary>
internal interface ITransitionTable
{
    public int Rows { get; }

    public int Columns { get; }

    public int Next(int row, int column);
}
