namespace Orchestration.CrashTests;

internal static class ExitCode
{
    public const int Held = 0;

    public const int Broken = 1;

    public const int BadArguments = 2;
}
