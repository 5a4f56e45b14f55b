using System.Collections.Concurrent;

namespace Orchestration.Testing;

/// <summary>
/// The gates of a test by name. A gate comes into being, closed, when its name is first used, so that the test and the
/// code under test need not agree on who is first.
/// </summary>
/// <remarks>All members are safe for concurrent use. Names are compared ordinally, with regard to case.</remarks>
public sealed class GateSet
{
    private readonly ConcurrentDictionary<string, Gate> _gates = new(StringComparer.Ordinal);

    /// <summary>The gate with a name; always the same instance for the same name.</summary>
    /// <param name="name">The gate's name.</param>
    /// <returns>The gate, created closed if it did not exist.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null, empty or white space.</exception>
    public Gate this[string name]
    {
        get
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            return _gates.GetOrAdd(name, static key => new Gate(key));
        }
    }

    /// <summary>Opens every gate that exists, so that no visitor outlives its test.</summary>
    public void OpenAll()
    {
        foreach (Gate gate in _gates.Values)
        {
            gate.Open();
        }
    }

    internal void Evict()
    {
        foreach (Gate gate in _gates.Values)
        {
            gate.Evict();
        }
    }

    /// <summary>Describes every gate, one per line in order of name, for failure messages.</summary>
    /// <returns>The lines, or "no gates"; their form may change between versions.</returns>
    public override string ToString()
    {
        var gates = _gates.Values.OrderBy(gate => gate.Name, StringComparer.Ordinal).ToArray();
        return gates.Length == 0 ? "no gates" : string.Join(Environment.NewLine, gates.AsEnumerable());
    }
}
