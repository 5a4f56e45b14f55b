using System.Reflection;
using Orchestration.Tests.Architecture;

namespace Orchestration.Tests.PublicApi;

/// <summary>Nothing public changes unnoticed.</summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Packages => [.. SourceTree.Projects()];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Is_what_was_accepted(string package)
    {
        string accepted = SourceTree.PathOf("tests", "Orchestration.Core.Tests", "PublicApi", $"PublicApi.{package}.txt");
        string received = Path.ChangeExtension(accepted, ".received.txt");
        string expected = File.Exists(accepted) ? File.ReadAllText(accepted) : string.Empty;
        string actual = ApiText.Of(Assembly.Load(package));
        if (actual == expected)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        Assert.Fail(string.Join('\n',
        [
            $"The public API of {package} has changed. If that is meant, accept it: mv '{received}' '{accepted}'",
            .. Lines(expected).Except(Lines(actual)).Select(line => $"- {line}"),
            .. Lines(actual).Except(Lines(expected)).Select(line => $"+ {line}"),
        ]));
    }

    /// <summary>The lines, each behind the type that it is about.</summary>
    private static IEnumerable<string> Lines(string text) => text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
        .Select(paragraph => paragraph.Split('\n'))
        .SelectMany(lines => lines.Skip(1).Select(member => $"{lines[0]}: {member.Trim()}").Prepend(lines[0]));
}
