namespace ReleasePipeline.Release;

/// <summary>Where things are inside the application's source folder.</summary>
internal static class GreeterLayout
{
    /// <summary>The build configuration that is released.</summary>
    public const string Configuration = "Release";

    /// <summary>The file that starts the published application.</summary>
    public const string Program = "Greeter.dll";

    /// <summary>The application's project.</summary>
    public static readonly string Project = Path.Combine("src", "Greeter", "Greeter.csproj");

    /// <summary>The tests' project; building it builds the application as well.</summary>
    public static readonly string TestProject = Path.Combine("tests", "Greeter.Tests", "Greeter.Tests.csproj");

    /// <summary>What a restore writes, for each project.</summary>
    public static readonly string[] RestoredAssets =
    [
        Path.Combine("src", "Greeter", "obj", "project.assets.json"),
        Path.Combine("tests", "Greeter.Tests", "obj", "project.assets.json"),
    ];

    /// <summary>The built tests.</summary>
    public static readonly string TestProgram =
        Path.Combine("tests", "Greeter.Tests", "bin", Configuration, "net10.0", "Greeter.Tests.dll");
}
