namespace Orchestration;

/// <summary>What happens to actions that are in flight when their scope is stopped. A later value is stronger; an accepted mode never falls. In every mode <see cref="ActionContext.StopRequested"/> is signalled.</summary>
public enum StopMode
{
    /// <summary>No token is signalled; each in-flight action runs to its end and keeps its result (CodePipeline: stop and wait).</summary>
    Wait,

    /// <summary>The token is signalled; what has not returned after the grace is abandoned.</summary>
    Cancel,

    /// <summary>No token is signalled and nothing is waited for; late results are fenced (CodePipeline: stop and abandon).</summary>
    Abandon,
}
