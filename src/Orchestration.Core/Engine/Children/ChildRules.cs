using Orchestration.Definitions;

namespace Orchestration.Engine;

/// <summary>What the settings of a child may be.</summary>
internal static class ChildRules
{
    /// <summary>What is wrong with them, if anything is. A key that was made from the name is as good as that.</summary>
    public static string? Find(ChildOptions options, string name)
    {
        DefinitionErrors errors = new();
        errors.CheckName("child's key", options.Key ?? name);
        errors.CheckName("child", name);
        return errors.First
            ?? (!Enum.IsDefined(options.Lifetime) ? $"the lifetime {options.Lifetime} is unknown."
            : options.Retries is < 0 or > FailureStrategy.MostRetries ? $"{options.Retries} retries are asked for; 0 to {FailureStrategy.MostRetries} are possible."
            : options.Backoff?.FindError() is { } wrong ? $"it {wrong}"
            : IsWrong(options.TimeoutAfter) || IsWrong(options.DeadlineAfter) ? $"its time limits are {options.TimeoutAfter} and {options.DeadlineAfter}; {DefinitionErrors.PossibleTimes}"
            : options.TimeoutAfter > options.DeadlineAfter ? $"it limits an attempt to {options.TimeoutAfter}, longer than all attempts together, {options.DeadlineAfter}."
            : null);
    }

    private static bool IsWrong(TimeSpan? time) => time is not null && !DefinitionErrors.IsTime(time);
}
