namespace Stateless;

internal sealed partial class StateMachine<TState, TTrigger>
{
    /// <summary>What one state does with one trigger: write the destination, or nothing.</summary>
    internal sealed record Behaviour(bool Writes, TState Destination);
}
