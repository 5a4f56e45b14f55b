using System.Collections.Concurrent;
using Orchestration.Storage;

namespace Orchestration.Engine;

/// <summary>The pipelines in memory: each that is registered, has a record, or has executions.</summary>
internal sealed class PipelineScopes(EngineCore engine)
{
    private readonly ConcurrentDictionary<string, PipelineScope> _scopes = new(StringComparer.Ordinal);

    public ICollection<PipelineScope> All => _scopes.Values;

    /// <summary>It is registered, or something of it was stored or is in memory.</summary>
    public bool IsKnown(string pipeline) => _scopes.ContainsKey(pipeline) || engine.Pipelines.Newest(pipeline) is not null;

    /// <summary>Every name that is known, in order.</summary>
    public IReadOnlyList<string> Names() => [.. _scopes.Keys.Union(engine.Pipelines.Names).Order(StringComparer.Ordinal)];

    public PipelineScope Of(string pipeline) =>
        _scopes.TryGetValue(pipeline, out PipelineScope? scope) ? scope : _scopes.GetOrAdd(pipeline, name => new PipelineScope(engine, name, record: null));

    /// <summary>Begins with what is stored; before anything is decided.</summary>
    public void Begin(IEnumerable<PipelineRecord> records)
    {
        foreach (PipelineRecord record in records)
        {
            _scopes[record.Pipeline] = new PipelineScope(engine, record.Pipeline, record);
        }
    }
}
