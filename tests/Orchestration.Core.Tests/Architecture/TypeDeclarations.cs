using System.Text.RegularExpressions;

namespace Orchestration.Tests.Architecture;

/// <summary>
/// Finds the types that a source file declares. It knows as much of the language as that takes: what is code and what is a
/// comment or a literal, and how deep the braces are.
/// </summary>
internal static partial class TypeDeclarations
{
    private const int Limit = 10_000;

    /// <summary>The full names of the types that are not nested, such as <c>Orchestration.IAction`2</c>.</summary>
    public static IReadOnlyList<string> In(string text)
    {
        string code = Outside(WithoutComments(text));
        string space = Namespace().Match(code) is { Success: true } found ? $"{found.Groups["name"].Value}." : string.Empty;
        return [.. Declaration().Matches(Attribute().Replace(code, string.Empty)).Select(match => space + NameOf(match))];
    }

    /// <summary>The code alone: no comments, and nothing in string and character literals.</summary>
    public static string WithoutComments(string text) => NotCode().Replace(text, static match => match.Value[0] == '/' ? " " : "\"\"");

    private static string NameOf(Match match)
    {
        Group parameters = match.Groups["parameters"];
        return match.Groups["name"].Value + (parameters.Success ? $"`{parameters.Value.Count(sign => sign == ',') + 1}" : string.Empty);
    }

    /// <summary>The code that is in no braces.</summary>
    private static string Outside(string code)
    {
        int depth = 0;
        return string.Concat(code.Where(sign =>
        {
            depth -= sign == '}' ? 1 : 0;
            bool isOutside = depth == 0;
            depth += sign == '{' ? 1 : 0;
            return isOutside;
        }));
    }

    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|\$*(?<quotes>"{3,}).*?\k<quotes>|(?:\$@|@\$|@)"(?:[^"]|"")*"|\$?"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+'""", RegexOptions.Singleline, Limit)]
    private static partial Regex NotCode();

    [GeneratedRegex(@"\[[^\[\]]*\]", RegexOptions.None, Limit)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"\bnamespace\s+(?<name>[\w.]+)\s*;", RegexOptions.None, Limit)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\b(?:class|struct|interface|enum|record(?:\s+(?:class|struct))?|delegate\s+[\w.<>,?\s\[\]]+?)\s+(?!where\b|class\b|struct\b)(?<name>\w+)\s*(?:<(?<parameters>[^<>]*)>)?(?=[\s:({;]|$)", RegexOptions.None, Limit)]
    private static partial Regex Declaration();
}
