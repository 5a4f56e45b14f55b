using System.Collections.Concurrent;

namespace Orchestration.Engine;

/// <summary>The executions in memory. One that is asked for and isn't here is read from the store.</summary>
internal sealed class ExecutionRegistry(EngineCore engine)
{
    private readonly ConcurrentDictionary<ExecutionId, LiveExecution> _live = new();

    public ICollection<LiveExecution> All => _live.Values;

    public bool IsLive(ExecutionId id) => _live.ContainsKey(id);

    public LiveExecution? Find(ExecutionId id) => _live.GetValueOrDefault(id);

    /// <summary>An execution that shares the locks of a pipeline. One that is here as not read yet is replaced, and passes on what it was asked.</summary>
    public LiveExecution GetOrAdd(ExecutionId id, PipelineScope scope)
    {
        while (true)
        {
            LiveExecution live = _live.GetOrAdd(id, static (key, scope) => new LiveExecution(scope, key), scope);
            if (ReferenceEquals(live.Scope, scope))
            {
                return live;
            }

            LiveExecution member = new(scope, id);
            if (_live.TryUpdate(id, member, live))
            {
                return member;
            }
        }
    }

    /// <summary>Posts to an execution, wherever it is.</summary>
    public void Post(ExecutionId id, IMailItem item)
    {
        while (true)
        {
            LiveExecution live = GetOrLoad(id);
            if (live.Post(item))
            {
                return;
            }

            Remove(live);
        }
    }

    /// <summary>Posts the start of an execution; one of the same id is asked whether it is the same start.</summary>
    /// <param name="id">The new execution.</param>
    /// <param name="start">Its start.</param>
    /// <param name="scope">The pipeline, where the execution shares its locks; otherwise null.</param>
    public void PostStart(ExecutionId id, IMailItem start, PipelineScope? scope)
    {
        LiveExecution live = Create(id, scope);
        if (!_live.TryAdd(id, live))
        {
            Post(id, start);
        }
        else if (live.Scope is ExecutionScope alone)
        {
            alone.Begin(start);
        }
        else
        {
            live.Post(start);
        }
    }

    /// <summary>Takes the place of an execution that is about to be created; null where one of this id is here.</summary>
    public LiveExecution? Reserve(ExecutionId id, PipelineScope? scope)
    {
        LiveExecution live = Create(id, scope);
        return _live.TryAdd(id, live) ? live : null;
    }

    public void Replace(LiveExecution live, LiveExecution by) => _live.TryUpdate(live.Id, by, live);

    public void Remove(LiveExecution live) => _live.TryRemove(new KeyValuePair<ExecutionId, LiveExecution>(live.Id, live));

    /// <summary>
    /// A gate has changed: executions of the mode <see cref="ExecutionMode.Parallel"/> that may wait for it look again. One without a state
    /// may be stored and not adopted yet; it looks behind that.
    /// </summary>
    public void WakeWaitingAtGates(string pipeline)
    {
        foreach (LiveExecution live in _live.Values)
        {
            if (live.State is not { } state || (!state.IsScoped && state.Structure.Name == pipeline))
            {
                live.Post(new NoteItem(() => { }));
            }
        }
    }

    private LiveExecution GetOrLoad(ExecutionId id) =>
        _live.TryGetValue(id, out LiveExecution? live) ? live : _live.GetOrAdd(id, static (key, core) => ExecutionScope.ToLoad(core, key), engine);

    private LiveExecution Create(ExecutionId id, PipelineScope? scope)
    {
        if (scope is null)
        {
            return ExecutionScope.ToCreate(engine, id);
        }

        LiveExecution live = new(scope, id);
        live.Held.BeginNew();
        return live;
    }
}
