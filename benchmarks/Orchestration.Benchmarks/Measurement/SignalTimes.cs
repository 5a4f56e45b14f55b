using System.Runtime.InteropServices;

namespace Orchestration.Benchmarks.Measurement;

[StructLayout(LayoutKind.Auto)]
internal readonly record struct SignalTimes(double FlagMicroseconds, double CallbackMicroseconds);
