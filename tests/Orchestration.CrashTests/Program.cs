using Orchestration.CrashTests;
using Orchestration.CrashTests.Load;
using Orchestration.CrashTests.Run;

// Starts a process that works on a store, kills it, and looks whether everything that it had been told is true. Again and again.
if (LoadSettings.TryRead(args) is { } load)
{
    return await LoadProcess.RunAsync(load);
}

if (Settings.Read(args, out string? error) is not { } settings)
{
    Console.Error.WriteLine(error);
    Console.Error.WriteLine(Settings.Usage);
    return ExitCode.BadArguments;
}

return await CrashRun.RunAsync(settings);
