using Orchestration.Benchmarks.Measurement;

namespace Orchestration.Benchmarks;

/// <summary>Understands the arguments of the macro runner and runs what they ask for.</summary>
internal sealed class Runner(IReadOnlyList<IWorkload> workloads, TextWriter output, TextWriter error)
{
    public Task<int> RunAsync(string[] args) => args switch
    {
        ["--dry"] => RunDryAsync(),
        ["--workload", var id] => RunOneAsync(id),
        ["--workload"] => Task.FromResult(Refuse($"--workload needs a value: {Known}")),
        _ => Task.FromResult(Refuse($"'{string.Join(' ', args)}' is not understood.")),
    };

    private string Known => workloads.Count == 0 ? "none" : string.Join(", ", workloads.Select(workload => workload.Id));

    private async Task<int> RunOneAsync(string id)
    {
        var workload = workloads.FirstOrDefault(known => string.Equals(known.Id, id, StringComparison.OrdinalIgnoreCase));
        return workload is null
            ? Refuse($"There is no workload '{id}'. Known: {Known}")
            : await TryRunAsync(workload, Scale.Full);
    }

    private async Task<int> RunDryAsync()
    {
        // A run of nothing proves nothing.
        var exitCode = workloads.Count == 0 ? ExitCode.Failed : ExitCode.Done;
        foreach (var workload in workloads)
        {
            exitCode = Math.Max(exitCode, await TryRunAsync(workload, Scale.Dry));
        }

        output.WriteLine($"dry: {workloads.Count} workloads, exit code {exitCode}");
        return exitCode;
    }

    private async Task<int> TryRunAsync(IWorkload workload, Scale scale)
    {
        try
        {
            new Report(output).Write(workload, await workload.RunAsync(scale));
            return ExitCode.Done;
        }
        catch (Exception exception)
        {
            // Whatever a workload throws is its result; the ones after it still run.
            error.WriteLine($"{workload.Id} failed: {exception}");
            return ExitCode.Failed;
        }
    }

    private int Refuse(string message)
    {
        error.WriteLine(message);
        error.WriteLine("""
            Usage:
              --workload <id>   run one macro workload and print its ratio to the baseline
              --dry             run every macro workload once at a tiny size
              --micro [args]    run the micro benchmarks; args go to BenchmarkDotNet
              (no arguments)    choose a micro benchmark
            """);
        return ExitCode.BadArguments;
    }
}
