using System.Collections.Frozen;

namespace Orchestration.Engine;

/// <summary>The registered definitions: the newest by name, each by fingerprint.</summary>
internal sealed class PipelineCatalog
{
    private readonly FrozenDictionary<string, Pipeline> _newest;
    private readonly FrozenDictionary<string, Pipeline> _byFingerprint;

    public PipelineCatalog(IEnumerable<Pipeline> pipelines, PayloadSerializer payloads)
    {
        Dictionary<string, Pipeline> newest = new(StringComparer.Ordinal);
        Dictionary<string, Pipeline> byFingerprint = new(StringComparer.Ordinal);
        foreach (Pipeline pipeline in pipelines)
        {
            CheckPayloads(pipeline, payloads);
            newest[pipeline.Name] = pipeline;
            byFingerprint[pipeline.Fingerprint] = pipeline;
        }

        _newest = newest.ToFrozenDictionary(StringComparer.Ordinal);
        _byFingerprint = byFingerprint.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public IEnumerable<string> Names => _newest.Keys;

    /// <summary>Every registered definition of a name.</summary>
    public IReadOnlyList<Pipeline> Versions(string name) => [.. _byFingerprint.Values.Where(pipeline => pipeline.Name == name)];

    /// <summary>The one that was registered last under a name.</summary>
    public Pipeline? Newest(string name) => _newest.GetValueOrDefault(name);

    public Pipeline? ByFingerprint(string fingerprint) => _byFingerprint.GetValueOrDefault(fingerprint);

    private static void CheckPayloads(Pipeline pipeline, PayloadSerializer payloads)
    {
        IEnumerable<Type> types = pipeline.Parts.Actions.SelectMany(action => action.PayloadTypes);
        string[] missing =
        [
            .. (pipeline.InputType is null ? types : types.Prepend(pipeline.InputType))
                .Distinct()
                .Where(type => !payloads.Knows(type))
                .Select(type => $"no JSON type information for {type}; add it to the options' {nameof(OrchestrationOptions.Json)}."),
        ];
        if (missing.Length > 0)
        {
            throw new DefinitionException(pipeline.Name, missing);
        }
    }
}
