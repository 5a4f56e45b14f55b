namespace Stateless;

internal sealed partial class StateMachine<TState, TTrigger>
{
    /// <summary>What a state does with its triggers, in a fluent form.</summary>
    internal sealed class StateConfiguration
    {
        private readonly StateRepresentation _representation;

        internal StateConfiguration(StateRepresentation representation) => _representation = representation;

        /// <summary>The trigger leads to another state.</summary>
        /// <exception cref="ArgumentException">The destination is the configured state itself.</exception>
        public StateConfiguration Permit(TTrigger trigger, TState destinationState)
        {
            if (destinationState.Equals(_representation.State))
            {
                throw new ArgumentException(
                    $"'{trigger}' cannot be permitted from '{destinationState}' to itself: re-enter the state, or ignore the trigger.",
                    nameof(destinationState));
            }

            return Add(trigger, new Behaviour(Writes: true, destinationState));
        }

        /// <summary>The trigger leaves the state and enters it again.</summary>
        public StateConfiguration PermitReentry(TTrigger trigger) => Add(trigger, new Behaviour(Writes: true, _representation.State));

        /// <summary>The trigger is accepted and changes nothing.</summary>
        public StateConfiguration Ignore(TTrigger trigger) => Add(trigger, new Behaviour(Writes: false, _representation.State));

        private StateConfiguration Add(TTrigger trigger, Behaviour behaviour)
        {
            _representation.Add(trigger, behaviour);
            return this;
        }
    }
}
