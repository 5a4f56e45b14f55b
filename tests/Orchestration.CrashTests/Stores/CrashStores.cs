namespace Orchestration.CrashTests.Stores;

/// <summary>The stores that can be tried.</summary>
internal static class CrashStores
{
    private static readonly ICrashStore[] All = [new SqliteCrashStore()];

    public static IEnumerable<string> Names => All.Select(store => store.Name);

    public static ICrashStore? Find(string name) => Array.Find(All, store => store.Name == name);
}
