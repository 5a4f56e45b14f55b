using System.Diagnostics;
using Orchestration.CrashTests.Load;

namespace Orchestration.CrashTests.Run;

/// <summary>The process that is killed.</summary>
internal sealed class Victim : IDisposable
{
    private readonly Process _process;
    private readonly List<ToldLine> _lines = [];
    private readonly TaskCompletionSource _busy = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _read;
    private int _limit = int.MaxValue;

    private Victim(Process process)
    {
        _process = process;
        _read = ReadAsync();
    }

    /// <summary>It was to be killed, and had ended before.</summary>
    public bool EndedByItself { get; private set; }

    public int ExitCode => _process.ExitCode;

    public static Victim Start(LoadSettings settings)
    {
        // Started by "dotnet", this program is an argument of its own process; otherwise it is the process.
        string executable = Environment.ProcessPath!;
        bool isHosted = Path.GetFileNameWithoutExtension(executable) == "dotnet";
        string[] arguments = [.. isHosted ? (string[])[typeof(Victim).Assembly.Location] : [], .. settings.ToArguments()];
        ProcessStartInfo start = new(executable, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        return new Victim(Process.Start(start)!);
    }

    /// <summary>Kills the process at a moment.</summary>
    /// <returns>All that it had said, down to the last whole line.</returns>
    public async Task<IReadOnlyList<ToldLine>> KillAsync(Moment moment)
    {
        Volatile.Write(ref _limit, moment.Lines);
        Task late = WaitAsync(moment.AfterStart);
        if (await Task.WhenAny(_busy.Task, late, _read) == _busy.Task)
        {
            await Task.WhenAny(_enough.Task, WaitAsync(moment.AfterFirst), late, _read);
        }

        EndedByItself = _process.HasExited;
        return await EndAsync();
    }

    /// <summary>Waits until the process ends; kills it at the limit.</summary>
    public async Task<IReadOnlyList<ToldLine>> ExitAsync(TimeSpan limit)
    {
        Task exit = _process.WaitForExitAsync();
        await Task.WhenAny(exit, WaitAsync(limit));
        return await EndAsync();
    }

    public void Dispose() => _process.Dispose();

    private static Task WaitAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System);

    private async Task<IReadOnlyList<ToldLine>> EndAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _read;
        return _lines;
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } text)
        {
            if (ToldLine.TryRead(text) is not { } line)
            {
                continue;
            }

            _lines.Add(line);
            if (line.Fact != Fact.Open)
            {
                _busy.TrySetResult();
            }

            if (_lines.Count >= Volatile.Read(ref _limit))
            {
                _enough.TrySetResult();
            }
        }
    }
}
