using System.Diagnostics.CodeAnalysis;

namespace Greeter;

/// <summary>A greeting for one person.</summary>
public sealed record Greeting(string Name, string Text)
{
    /// <summary>The longest name that is greeted.</summary>
    public const int MaxNameLength = 40;

    /// <summary>Greets a name, unless it is blank or too long.</summary>
    public static bool TryCreate(string? name, [NotNullWhen(true)] out Greeting? greeting)
    {
        string trimmed = name?.Trim() ?? "";
        bool valid = trimmed.Length is > 0 and <= MaxNameLength;
        greeting = valid ? new Greeting(trimmed, $"Hello, {trimmed}!") : null;
        return valid;
    }
}
