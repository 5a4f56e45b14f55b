namespace Stateless;

internal sealed partial class StateMachine<TState, TTrigger>
{
    /// <summary>One state and all behaviours that were configured for it.</summary>
    internal sealed class StateRepresentation(TState state)
    {
        private readonly Dictionary<TTrigger, List<Behaviour>> _behaviours = [];

        public TState State { get; } = state;

        public void Add(TTrigger trigger, Behaviour behaviour)
        {
            if (!_behaviours.TryGetValue(trigger, out List<Behaviour>? configured))
            {
                configured = [];
                _behaviours.Add(trigger, configured);
            }

            configured.Add(behaviour);
        }

        // As in the package, it is the use of a trigger configured twice that fails, not its configuration.
        public Behaviour? Find(TTrigger trigger)
        {
            if (!_behaviours.TryGetValue(trigger, out List<Behaviour>? configured))
            {
                return null;
            }

            return configured.Count == 1
                ? configured[0]
                : throw new InvalidOperationException($"State '{State}' is configured more than once for trigger '{trigger}'.");
        }

        public InvalidOperationException Unhandled(TTrigger trigger)
        {
            string permitted = _behaviours.Count == 0 ? "none" : string.Join(", ", _behaviours.Keys);
            return new InvalidOperationException($"State '{State}' does not permit trigger '{trigger}'. Permitted: {permitted}.");
        }
    }
}
