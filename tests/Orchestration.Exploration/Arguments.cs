using System.Globalization;

namespace Orchestration.Exploration;

/// <summary>What the console was given.</summary>
/// <param name="Limit">How long to go on, with ever wider bounds; once, exhaustively, where null.</param>
/// <param name="Only">The one definition to explore, or all whose names begin like this; all where null.</param>
internal sealed record Arguments(TimeSpan? Limit, string? Only)
{
    public static Arguments Parse(string[] args)
    {
        Arguments parsed = new(null, null);
        for (int index = 0; index + 1 < args.Length; index += 2)
        {
            parsed = args[index] switch
            {
                "--seconds" => parsed with { Limit = TimeSpan.FromSeconds(double.Parse(args[index + 1], CultureInfo.InvariantCulture)) },
                "--only" => parsed with { Only = args[index + 1] },
                _ => throw new ArgumentException($"'{args[index]}' is not known; there are --seconds N and --only DEFINITION."),
            };
        }

        return parsed;
    }
}
