namespace Greeter.Tests;

/// <summary>How the version of the application is read.</summary>
internal static class VersionTests
{
    public static void AddTo(TestRunner runner)
    {
        runner.Add("a plain version is kept", () => Check.Equal("1.4.2", AppVersion.WithoutCommit("1.4.2")));
        runner.Add("a pre-release label is kept", () => Check.Equal("1.4.2-rc.1", AppVersion.WithoutCommit("1.4.2-rc.1")));
        runner.Add("a commit is cut off", () => Check.Equal("1.4.2", AppVersion.WithoutCommit("1.4.2+abc123")));
        runner.Add("application and tests were built together", () =>
            Check.Equal(AppVersion.Read(typeof(VersionTests).Assembly), AppVersion.Current));
    }
}
