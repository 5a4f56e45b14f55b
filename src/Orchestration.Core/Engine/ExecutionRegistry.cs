using System.Collections.Concurrent;

namespace Orchestration.Engine;

/// <summary>The executions in memory. One that is asked for and isn't here is read from the store.</summary>
internal sealed class ExecutionRegistry(EngineCore engine)
{
    private readonly ConcurrentDictionary<ExecutionId, LiveExecution> _live = new();

    public ICollection<LiveExecution> All => _live.Values;

    public bool IsLive(ExecutionId id) => _live.ContainsKey(id);

    public LiveExecution GetOrLoad(ExecutionId id) =>
        _live.TryGetValue(id, out LiveExecution? live) ? live : _live.GetOrAdd(id, static (key, core) => new LiveExecution(core, key), engine);

    /// <summary>Posts to an execution, wherever it is.</summary>
    public LiveExecution Post(ExecutionId id, IMailItem item)
    {
        while (true)
        {
            LiveExecution live = GetOrLoad(id);
            if (live.Post(item))
            {
                return live;
            }

            Remove(live);
        }
    }

    /// <summary>Posts the start of an execution; one of the same id is asked whether it is the same start.</summary>
    public void PostStart(ExecutionId id, IMailItem start)
    {
        LiveExecution live = LiveExecution.CreateNew(engine, id);
        live.Claim();
        if (_live.TryAdd(id, live))
        {
            live.Begin(start);
        }
        else
        {
            Post(id, start);
        }
    }

    /// <summary>Takes the place of an execution that is about to be created; null where one of this id is here.</summary>
    public LiveExecution? Reserve(ExecutionId id)
    {
        LiveExecution live = LiveExecution.CreateNew(engine, id);
        live.Claim();
        return _live.TryAdd(id, live) ? live : null;
    }

    public void Remove(LiveExecution live) => _live.TryRemove(new KeyValuePair<ExecutionId, LiveExecution>(live.Id, live));
}
