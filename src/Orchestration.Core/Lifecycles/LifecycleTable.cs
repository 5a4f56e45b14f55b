using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Stateless;

namespace Orchestration.Lifecycles;

/// <summary>
/// A lifecycle as a dense table: one cell for each state and trigger. It is read off a state machine once, by trying every trigger
/// in every state. Looking up a cell neither allocates nor locks; a table is immutable and can be used by all threads.
/// </summary>
/// <typeparam name="TState">The states: an enum of one or four bytes with small values.</typeparam>
/// <typeparam name="TTrigger">The triggers: an enum of one or four bytes with small values.</typeparam>
internal sealed class LifecycleTable<TState, TTrigger>
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    private readonly TState[] _states = EnumIndex.Values<TState>();
    private readonly TTrigger[] _triggers = EnumIndex.Values<TTrigger>();
    private readonly uint _width;
    private readonly Cell[] _cells;

    /// <summary>Reads the table off the configured state machine.</summary>
    /// <param name="configure">Declares the lifecycle; called once.</param>
    /// <exception cref="InvalidOperationException">A state takes a trigger in two ways, or leads to a value that is no state.</exception>
    /// <exception cref="NotSupportedException">An enum is not of one or four bytes, or its values are too large.</exception>
    public LifecycleTable(Action<StateMachine<TState, TTrigger>> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        _width = EnumIndex.Count(_triggers);
        _cells = new Cell[EnumIndex.Count(_states) * _width];

        TState current = default;
        int writes = 0;
        StateMachine<TState, TTrigger> machine = new(
            () => current,
            state =>
            {
                current = state;
                writes++;
            });
        configure(machine);

        foreach (TState state in _states)
        {
            foreach (TTrigger trigger in _triggers)
            {
                current = state;
                if (!machine.CanFire(trigger))
                {
                    continue;
                }

                writes = 0;
                machine.Fire(trigger);
                Transition kind = writes == 0 ? Transition.Ignored : Same(current, state) ? Transition.Reentered : Transition.Moved;
                _cells[(EnumIndex.Of(state) * _width) + EnumIndex.Of(trigger)] = Enum.IsDefined(current)
                    ? new Cell(current, kind)
                    : throw new InvalidOperationException($"{trigger} leads from {state} to {current}, which is no {typeof(TState).Name}.");
            }
        }
    }

    /// <summary>The state after the trigger; the same one if the trigger is ignored or re-enters.</summary>
    /// <exception cref="InvalidOperationException">The state does not take the trigger.</exception>
    public TState Next(TState state, TTrigger trigger)
    {
        Cell cell = Find(state, trigger);
        if (cell.Kind == Transition.Refused)
        {
            ThrowRefused(state, trigger);
        }

        return cell.Next;
    }

    /// <summary>Whether the state takes the trigger.</summary>
    /// <param name="state">The state now.</param>
    /// <param name="trigger">What happens.</param>
    /// <param name="next">The state after the trigger; the state now if the trigger is refused.</param>
    public bool TryNext(TState state, TTrigger trigger, out TState next)
    {
        Cell cell = Find(state, trigger);
        bool taken = cell.Kind != Transition.Refused;
        next = taken ? cell.Next : state;
        return taken;
    }

    /// <summary>What the trigger does to the state; values that are no member of their enum are refused.</summary>
    public Transition Kind(TState state, TTrigger trigger) => Find(state, trigger).Kind;

    /// <summary>Draws the lifecycle as a Mermaid state diagram. The same table always gives the same text.</summary>
    /// <param name="initial">The state in which everything begins.</param>
    public string ToMermaid(TState initial) => MermaidDiagram.Draw(_states, _triggers, initial, this);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Cell Find(TState state, TTrigger trigger)
    {
        uint column = EnumIndex.Of(trigger);
        ulong cell = ((ulong)EnumIndex.Of(state) * _width) + column;
        Cell[] cells = _cells;
        return column < _width && cell < (ulong)cells.Length ? cells[cell] : default;
    }

    [DoesNotReturn]
    private void ThrowRefused(TState state, TTrigger trigger)
    {
        string[] taken = [.. _triggers.Where(candidate => Kind(state, candidate) != Transition.Refused).Select(candidate => candidate.ToString())];
        throw new InvalidOperationException(
            $"{typeof(TState).Name} {state} does not take {trigger}. It takes {(taken.Length == 0 ? "nothing" : string.Join(", ", taken))}.");
    }

    private static bool Same(TState left, TState right) => EnumIndex.Of(left) == EnumIndex.Of(right);

    private readonly record struct Cell(TState Next, Transition Kind);
}
