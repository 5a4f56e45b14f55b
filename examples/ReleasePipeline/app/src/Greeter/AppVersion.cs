using System.Reflection;

namespace Greeter;

/// <summary>The version this application was built with.</summary>
public static class AppVersion
{
    /// <summary>The version given to the build, without any commit suffix.</summary>
    public static string Current { get; } = Read(typeof(AppVersion).Assembly);

    /// <summary>Reads the version of an assembly.</summary>
    public static string Read(Assembly assembly)
    {
        string? version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return version is null ? "unknown" : WithoutCommit(version);
    }

    /// <summary>Cuts a trailing "+commit" off a version.</summary>
    public static string WithoutCommit(string version)
    {
        int plus = version.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? version : version[..plus];
    }
}
