using System.Diagnostics;
using Orchestration;
using ReleasePipeline.Hosting;
using ReleasePipeline.Pipelines;
using ReleasePipeline.Pipelines.Values;
using ReleasePipeline.Release;

namespace ReleasePipeline.Scenarios;

/// <summary>This program as a child of itself: it starts a release, says when it compiles, and is then killed.</summary>
internal static class DoomedRelease
{
    /// <summary>The argument that makes the program this child; the workspace follows.</summary>
    public const string Argument = "--doomed-release";

    /// <summary>The version that it releases.</summary>
    public const string Version = "1.4.0";

    /// <summary>What the child does.</summary>
    public static async Task<int> RunAsync(string workspaceRoot, CancellationToken cancellationToken)
    {
        TaskCompletionSource compiling = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ReleaseHost host = ReleaseHost.Create(Workspace.Open(workspaceRoot), onCommandLine: _ => compiling.TrySetResult());
        ReleaseInput input = new(Version, StaysHealthyFor: TimeSpan.FromSeconds(1));
        ExecutionHandle release = await host.As("ann").StartAsync(ReleasePipelineDefinition.Release, input, cancellationToken);
        await release.UntilStartedAsync("build", "compile", cancellationToken);
        await compiling.Task.WaitAsync(cancellationToken);
        await Console.Out.WriteLineAsync($"{release.Id}");
        await release.WaitAsync(cancellationToken);
        return 0;
    }

    /// <summary>Starts the child.</summary>
    public static Process StartProcess(Workspace workspace)
    {
        string program = Environment.ProcessPath!;
        ProcessStartInfo start = new(program) { RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        }

        start.ArgumentList.Add(Argument);
        start.ArgumentList.Add(workspace.Root);
        return Process.Start(start) ?? throw new InvalidOperationException($"'{program}' could not be started.");
    }

    /// <summary>Waits until the compiler has written its first line, and is about to compile the tests.</summary>
    public static async Task<ExecutionId> UntilCompilingAsync(Process process, CancellationToken cancellationToken)
    {
        string? line = await process.StandardOutput.ReadLineAsync(cancellationToken);
        return ExecutionId.Parse(line ?? throw new InvalidOperationException("The child has ended before it compiled."));
    }
}
