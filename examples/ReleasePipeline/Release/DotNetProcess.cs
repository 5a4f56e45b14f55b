using System.Diagnostics;

namespace ReleasePipeline.Release;

/// <summary>Describes a dotnet child process that shares nothing with other builds on the machine.</summary>
internal static class DotNetProcess
{
    private const string SessionStarter = "/usr/bin/setsid";

    private static readonly string[] InheritedBuildVariables =
        ["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH", "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS"];

    /// <summary>A start description with redirected output.</summary>
    public static ProcessStartInfo Describe(string folder, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new()
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        SetCommand(start, arguments);
        SetEnvironment(start.Environment);
        return start;
    }

    // In a session of its own, Ctrl+C at the terminal reaches only the pipeline, which then decides what to stop.
    // The process also leads a process group, so that all its children can be ended together.
    private static void SetCommand(ProcessStartInfo start, IEnumerable<string> arguments)
    {
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        bool ownSession = File.Exists(SessionStarter);
        start.FileName = ownSession ? SessionStarter : dotnet;
        foreach (string argument in ownSession ? arguments.Prepend(dotnet) : arguments)
        {
            start.ArgumentList.Add(argument);
        }
    }

    private static void SetEnvironment(IDictionary<string, string?> environment)
    {
        foreach (string name in InheritedBuildVariables)
        {
            environment.Remove(name);
        }

        environment["MSBUILDDISABLENODEREUSE"] = "1";
        environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        environment["DOTNET_NOLOGO"] = "1";
        environment["DOTNET_hostBuilder__reloadConfigOnChange"] = "false";
    }
}
