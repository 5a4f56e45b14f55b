using Orchestration.Executions;

namespace Orchestration.Engine;

/// <summary>What memory holds of one execution: its state behind the last commit, and whether that can be trusted.</summary>
internal sealed class HeldState(EngineCore engine)
{
    private ExecutionState? _state;

    /// <summary>Null where no execution of this id exists. Changes while a turn is under way.</summary>
    public ExecutionState? State => Volatile.Read(ref _state);

    /// <summary>The definition that it runs; null where it is not registered here.</summary>
    public Pipeline? Pipeline { get; private set; }

    /// <summary>Its pipeline's gates and locks; null until it is known which pipeline that is.</summary>
    public PipelineScope? Home { get; private set; }

    /// <summary>The state is the one behind the last commit, or there is none; otherwise it has to be read.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>What must run is running: the execution was created here, or has been recovered.</summary>
    public bool IsCarriedOut { get; private set; }

    /// <summary>Nothing will happen to it by itself.</summary>
    public bool IsDone => IsLoaded ? _state is null || !_state.IsUnfinished : !IsCarriedOut;

    /// <summary>The execution is about to be created: nothing has to be read.</summary>
    public void BeginNew()
    {
        IsLoaded = true;
        IsCarriedOut = true;
    }

    /// <summary>It is known what the execution runs.</summary>
    public void Settle(ExecutionStarted start)
    {
        Pipeline = engine.Pipelines.ByFingerprint(start.Fingerprint);
        Home ??= engine.Scopes.Of(start.Pipeline);
    }

    /// <summary>A turn was stored.</summary>
    public void Adopt(ExecutionState state)
    {
        if (_state is null)
        {
            Settle(state.Start);
        }

        Volatile.Write(ref _state, state);
    }

    /// <summary>The state was read from the store. A closed execution has nothing to be carried out.</summary>
    public void Load(ExecutionState? state)
    {
        if (state is not null)
        {
            Adopt(state);
            IsCarriedOut |= !state.IsUnfinished;
        }

        IsLoaded = true;
    }

    public void CarriedOut() => IsCarriedOut = true;

    /// <summary>A draft was thrown away: the state has to be read again.</summary>
    public void Forget()
    {
        IsLoaded = false;
        IsCarriedOut &= _state is not null;
    }
}
