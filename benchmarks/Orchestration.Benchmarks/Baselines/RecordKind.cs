namespace Orchestration.Benchmarks.Baselines;

internal enum RecordKind
{
    Started,
    Completed,
    Failed,
    Stopped,
}
