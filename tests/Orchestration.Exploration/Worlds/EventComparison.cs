using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Orchestration.Definitions;

namespace Orchestration.Exploration.Worlds;

/// <summary>Compares an event with another one, property by property.</summary>
internal static class EventComparison
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = [];

    /// <summary>The first property that differs; null if none does.</summary>
    public static string? Difference(ExecutionEvent one, ExecutionEvent other)
    {
        if (one.GetType() != other.GetType())
        {
            return "type";
        }

        PropertyInfo[] properties = Properties.GetOrAdd(
            one.GetType(),
            static type => [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(property => property.CanRead)]);
        return Array.Find(properties, property => !Same(property.GetValue(one), property.GetValue(other)))?.Name;
    }

    private static bool Same(object? one, object? other) => (one, other) switch
    {
        (PipelineStructure first, PipelineStructure second) => Fingerprint.Of(first) == Fingerprint.Of(second),
        (string first, string second) => first == second,
        (IEnumerable first, IEnumerable second) => first.Cast<object?>().SequenceEqual(second.Cast<object?>()),
        _ => Equals(one, other),
    };
}
