namespace Orchestration.Definitions;

/// <summary>Collects every error of a definition, so that they are reported at once.</summary>
internal sealed class DefinitionErrors
{
    /// <summary>More time than anything is given by those who mean it.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromDays(3650);

    private const int MaxName = 100;

    private readonly List<string> _errors = [];

    public static string PossibleTimes => $"more than zero and at most {LongestTime.Days} days are possible.";

    public static bool IsTime(TimeSpan? time) => time > TimeSpan.Zero && time <= LongestTime;

    /// <summary>The first error; null where there is none.</summary>
    public string? First => _errors.FirstOrDefault();

    public void Add(string error) => _errors.Add(error);

    public void CheckName(string what, string? name)
    {
        if (string.IsNullOrEmpty(name) || name.Length > MaxName || name.Contains('/') || name.Any(char.IsControl) || name != name.Trim())
        {
            Add($"the name '{name}' of a {what} must have 1 to {MaxName} characters, no slash, no control characters, and no space at either end.");
        }
    }

    public void CheckLabel(string what, string? name, string? value)
    {
        if (string.IsNullOrWhiteSpace(name) || value is null)
        {
            Add($"{what} has a label without a name or a value.");
        }
    }

    public FailureStrategy CheckStrategy(string what, FailureStrategy strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        foreach (string error in strategy.FindErrors())
        {
            Add($"{what} {error}");
        }

        return strategy;
    }

    public TimeSpan CheckTime(string what, TimeSpan time)
    {
        if (!IsTime(time))
        {
            Add($"{what} {time}; {PossibleTimes}");
        }

        return time;
    }

    public ReleasePolicy CheckPolicy(string what, ReleasePolicy policy)
    {
        if (!Enum.IsDefined(policy))
        {
            Add($"the release policy {policy} of {what} is unknown.");
        }

        return policy;
    }

    public void CheckUnique(string what, IEnumerable<string> names)
    {
        foreach (IGrouping<string, string> same in names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            Add($"the name '{same.Key}' is used by more than one {what}.");
        }
    }

    public void ThrowIfAny(string pipeline)
    {
        if (_errors.Count > 0)
        {
            throw new DefinitionException(pipeline, _errors);
        }
    }
}
