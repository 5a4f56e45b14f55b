using System.Runtime.InteropServices;

namespace Orchestration.Benchmarks.Baselines;

[StructLayout(LayoutKind.Auto)]
internal readonly record struct HistoryRecord(int Step, RecordKind Kind, DateTimeOffset At);
