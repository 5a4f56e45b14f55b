namespace Orchestration.CrashTests.Run;

/// <summary>
/// When to kill: after so many lines, or so long after the first thing that happened or after the start of the process, whatever comes
/// first. Most processes get to work; some are killed while they still start or recover.
/// </summary>
internal sealed record Moment(int Lines, TimeSpan AfterFirst, TimeSpan AfterStart)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public static Moment Choose(Random chance) => new(
        chance.Next(1, 400),
        TimeSpan.FromMilliseconds(chance.Next(600)),
        chance.Next(8) == 0 ? TimeSpan.FromMilliseconds(chance.Next(800)) : Longest);
}
