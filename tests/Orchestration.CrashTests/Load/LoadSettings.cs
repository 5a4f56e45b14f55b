using System.Globalization;
using Orchestration.CrashTests.Stores;

namespace Orchestration.CrashTests.Load;

/// <summary>What the process that will be killed is told: the internal arguments of this program.</summary>
internal sealed record LoadSettings(ICrashStore Store, Work Work, string Folder, int Seed, bool IsQuiet)
{
    private const string Mark = "load";

    public static LoadSettings? TryRead(IReadOnlyList<string> arguments) => arguments is [Mark, var store, var work, var folder, var seed, var quiet]
        ? new LoadSettings(CrashStores.Find(store)!, Enum.Parse<Work>(work), folder, int.Parse(seed, CultureInfo.InvariantCulture), bool.Parse(quiet))
        : null;

    public IEnumerable<string> ToArguments() =>
        [Mark, Store.Name, Work.ToString(), Folder, Seed.ToString(CultureInfo.InvariantCulture), IsQuiet.ToString()];
}
