using Orchestration.Decisions;
using Orchestration.Executions;

namespace Orchestration.Exploration.Moves;

internal static class RegisteredDefinition
{
    public static CurrentDefinition For(this Registered registered, ExecutionState state) => registered switch
    {
        Registered.Same => new CurrentDefinition(state.Start.Fingerprint),
        Registered.Changed => new CurrentDefinition("another"),
        _ => default,
    };
}
