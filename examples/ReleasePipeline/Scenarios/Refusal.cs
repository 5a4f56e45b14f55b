using Orchestration;

namespace ReleasePipeline.Scenarios;

/// <summary>Tries commands that should be refused.</summary>
internal static class Refusal
{
    /// <summary>The code with which a command is refused; null where it is accepted.</summary>
    public static async Task<ErrorCode?> OfAsync(Func<Task> command)
    {
        try
        {
            await command();
            return null;
        }
        catch (OrchestrationException refused)
        {
            return refused.Code;
        }
    }
}
