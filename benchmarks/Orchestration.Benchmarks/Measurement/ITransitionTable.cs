namespace Orchestration.Benchmarks.Measurement;

/// <summary>What <see cref="LookupLoop"/> reads. Implemented by structs, so that each loop is compiled for its own table.</summary>
internal interface ITransitionTable
{
    int Rows { get; }

    int Columns { get; }

    int Next(int row, int column);
}
