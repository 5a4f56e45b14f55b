using System.Collections.Frozen;

namespace Orchestration;

/// <summary>Names and values that permissions and lists can ask for, such as <c>application</c> and <c>environment</c>.</summary>
internal static class Labels
{
    public static IReadOnlyDictionary<string, string> Empty { get; } = FrozenDictionary<string, string>.Empty;

    /// <summary>A sorted copy, so that equal labels serialize equally; the shared empty one where there are none.</summary>
    public static IReadOnlyDictionary<string, string> Copy(IEnumerable<KeyValuePair<string, string>>? labels)
    {
        if (labels is null)
        {
            return Empty;
        }

        SortedDictionary<string, string> sorted = new(StringComparer.Ordinal);
        foreach ((string name, string value) in labels)
        {
            sorted[name] = value;
        }

        return sorted.Count == 0 ? Empty : sorted;
    }

    /// <summary>The outer labels with the inner ones over them.</summary>
    public static IReadOnlyDictionary<string, string> Merge(IReadOnlyDictionary<string, string> outer, IReadOnlyDictionary<string, string> inner) =>
        inner.Count == 0 ? outer : outer.Count == 0 ? inner : Copy(outer.Concat(inner));

    public static bool AreEqual(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out string? value) && value == pair.Value);
}
