using System.Text.RegularExpressions;
using System.Xml.Linq;
using Orchestration.Tests.Architecture;

namespace Orchestration.Tests.Errors;

/// <summary>Every code says what it means, and somebody says it.</summary>
public sealed class ErrorCodeTests
{
    private static readonly Dictionary<string, string> Documentation = XDocument.Load(Path.ChangeExtension(typeof(ErrorCode).Assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")?.Value.Trim() ?? string.Empty);

    private static readonly string Code = string.Concat(SourceTree.Projects().SelectMany(SourceTree.FilesOf).Select(file => file.Code));

    public static TheoryData<ErrorCode> Codes => [.. Enum.GetValues<ErrorCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Is_documented(ErrorCode code) =>
        Assert.NotEmpty(Documentation.GetValueOrDefault($"F:{typeof(ErrorCode).FullName}.{code}", string.Empty));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Is_used(ErrorCode code)
    {
        bool isUsed = Regex.IsMatch(Code, $@"\bErrorCode\.{code}\b", RegexOptions.None, TimeSpan.FromSeconds(10));

        Assert.True(isUsed, $"No code of src names {nameof(ErrorCode)}.{code}.");
    }
}
