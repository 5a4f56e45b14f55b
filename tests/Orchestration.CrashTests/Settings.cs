using System.Globalization;
using Orchestration.CrashTests.Stores;

namespace Orchestration.CrashTests;

/// <summary>What the caller of the program asked for.</summary>
internal sealed record Settings(ICrashStore Store, Work Work, int Kills, int Seed)
{
    private const int DefaultKills = 20;
    private const int MaxKills = 100_000;

    public static string Usage => $"Usage: --store <{string.Join('|', CrashStores.Names)}> [--work <{string.Join('|', Enum.GetNames<Work>()).ToLowerInvariant()}>] [--kills <1 to {MaxKills}>, {DefaultKills} by default] [--seed <number>]";

    /// <summary>Null where the arguments can't be understood; the error says which.</summary>
    public static Settings? Read(IReadOnlyList<string> arguments, out string? error)
    {
        ICrashStore? store = null;
        Work work = Work.Executions;
        int kills = DefaultKills;
        int seed = Random.Shared.Next();
        error = null;
        for (int index = 0; index < arguments.Count && error is null; index += 2)
        {
            string name = arguments[index];
            string? value = index + 1 < arguments.Count ? arguments[index + 1] : null;
            error = name switch
            {
                "--store" or "--work" or "--kills" or "--seed" when value is null => $"{name} needs a value.",
                "--store" when (store = CrashStores.Find(value!)) is null => $"There is no store '{value}'.",
                "--work" when !Enum.TryParse(value, ignoreCase: true, out work) || !Enum.IsDefined(work) => $"There is no work '{value}'.",
                "--kills" when !TryRead(value!, out kills) || kills is < 1 or > MaxKills => $"'{value}' is no number of kills from 1 to {MaxKills}.",
                "--seed" when !TryRead(value!, out seed) => $"'{value}' is no seed; it must be a whole number.",
                "--store" or "--work" or "--kills" or "--seed" => null,
                _ => $"There is no option '{name}'.",
            };
        }

        error ??= store is null ? "--store is missing." : null;
        return error is null ? new Settings(store!, work, kills, seed) : null;
    }

    private static bool TryRead(string text, out int number) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
