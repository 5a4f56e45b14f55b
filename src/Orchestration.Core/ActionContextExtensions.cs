namespace Orchestration;

/// <summary>What an action may ask of its context beyond its own work.</summary>
public static class ActionContextExtensions
{
    /// <summary>An orchestrator that acts as the starter of the execution; the audit names the action as the actor.</summary>
    /// <param name="context">The attempt's context.</param>
    /// <exception cref="InvalidOperationException">The context was not made by an engine.</exception>
    public static IOrchestrator GetOrchestrator(this ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Agent as IOrchestrator ?? throw new InvalidOperationException("This context was not made by an engine.");
    }
}
