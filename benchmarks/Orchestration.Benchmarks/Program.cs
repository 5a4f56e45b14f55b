using BenchmarkDotNet.Running;
using Orchestration.Benchmarks.Workloads;

namespace Orchestration.Benchmarks;

internal static class Program
{
    public static async Task<int> Main(string[] args) => args switch
    {
        [] => RunMicro([]),
        ["--micro", .. var rest] => RunMicro(rest),
        _ => await new Runner(WorkloadList.All, Console.Out, Console.Error).RunAsync(args),
    };

    private static int RunMicro(string[] args)
    {
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return summaries.Any(summary => summary.HasCriticalValidationErrors) ? ExitCode.Failed : ExitCode.Done;
    }
}
