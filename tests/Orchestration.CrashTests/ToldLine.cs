namespace Orchestration.CrashTests;

/// <summary>One line that a killed process has left.</summary>
internal sealed record ToldLine(Fact Fact, string[] Values)
{
    /// <summary>The last word of a whole line.</summary>
    public const string End = ".";

    /// <summary>Null for a line that the kill has cut off.</summary>
    public static ToldLine? TryRead(string line) => line.Split(' ') is [var fact, .. var values, End] ? new ToldLine(Enum.Parse<Fact>(fact), values) : null;

    /// <summary>The value at a place, as an id.</summary>
    public Guid Id(int index) => Guid.Parse(Values[index]);

    /// <summary>The execution that the line is about; none for <see cref="Fact.Open"/>.</summary>
    public ExecutionId? Execution => Fact switch
    {
        Fact.Open => null,
        Fact.Accepted or Fact.Settled => new ExecutionId(Id(1)),
        _ => new ExecutionId(Id(0)),
    };

    public override string ToString() => $"{Fact} {string.Join(' ', Values)}";
}
