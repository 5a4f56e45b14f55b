using Orchestration.Executions;
using Orchestration.Receipts;
using Orchestration.Snapshots;

namespace Orchestration.Engine;

/// <summary>Finds an accepted command in a state, and what became of it.</summary>
internal static class ReceiptReader
{
    public static CommandSnapshot? Find(ExecutionState state, Guid command) =>
        state.Start.CommandId == command
            ? Snapshot.OfStart(state)
            : state.Commands.Find(one => one.Id == command) is { } accepted ? Snapshot.OfCommand(accepted) : null;

    /// <summary>The command, once its immediate effects are stored.</summary>
    public static CommandSnapshot? FindEffective(ExecutionState state, Guid command) =>
        Find(state, command) is { } found && (found.EffectiveAt is not null || found.SettledAt is not null) ? found : null;

    /// <summary>How the command's scope closed, once it has.</summary>
    public static Settlement? FindSettled(ExecutionState state, Guid command) => FindScope(state, command) is { } scope ? Settle.Of(state, scope) : null;

    private static SettledScope? FindScope(ExecutionState state, Guid command) => state.Start.CommandId == command
        ? state.Closed is { } closed ? SettledScope.OfStart(state, closed.At) : null
        : state.Commands.Find(one => one.Id == command)?.Settled;
}
