namespace Stateless;

/// <summary>
/// A stand-in for the class of the same name in the Stateless package, for builds that cannot restore the package. It has only the
/// members in which lifecycles are declared and walked, and those behave as in version 5.18 of the package; the text of messages
/// differs. It does not support calling <see cref="Fire"/> from within the mutator.
/// </summary>
/// <typeparam name="TState">The type of the states.</typeparam>
/// <typeparam name="TTrigger">The type of the triggers.</typeparam>
internal sealed partial class StateMachine<TState, TTrigger>
    where TState : notnull
    where TTrigger : notnull
{
    private readonly Func<TState> _stateAccessor;
    private readonly Action<TState> _stateMutator;
    private readonly Dictionary<TState, StateRepresentation> _representations = [];

    public StateMachine(Func<TState> stateAccessor, Action<TState> stateMutator)
    {
        ArgumentNullException.ThrowIfNull(stateAccessor);
        ArgumentNullException.ThrowIfNull(stateMutator);
        _stateAccessor = stateAccessor;
        _stateMutator = stateMutator;
    }

    /// <summary>Starts or continues the configuration of a state.</summary>
    public StateConfiguration Configure(TState state) => new(GetRepresentation(state));

    /// <summary>Whether <see cref="Fire"/> would accept the trigger now; an ignored trigger is accepted.</summary>
    public bool CanFire(TTrigger trigger) => GetRepresentation(_stateAccessor()).Find(trigger) is not null;

    /// <summary>Writes the destination of the trigger, or nothing if the trigger is ignored.</summary>
    /// <exception cref="InvalidOperationException">The current state does not take the trigger, or takes it in two ways.</exception>
    public void Fire(TTrigger trigger)
    {
        StateRepresentation current = GetRepresentation(_stateAccessor());
        Behaviour behaviour = current.Find(trigger) ?? throw current.Unhandled(trigger);
        if (behaviour.Writes)
        {
            _stateMutator(behaviour.Destination);
        }
    }

    private StateRepresentation GetRepresentation(TState state)
    {
        if (!_representations.TryGetValue(state, out StateRepresentation? representation))
        {
            representation = new StateRepresentation(state);
            _representations.Add(state, representation);
        }

        return representation;
    }
}
