namespace Orchestration.Tests.Architecture;

/// <summary>One source file of a project.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Path">Its path within the project, with forward slashes.</param>
/// <param name="Text">What is in it.</param>
internal sealed record SourceFile(string Project, string Path, string Text)
{
    public const string Root = "(root)";

    /// <summary>The folder directly below the project; what is in the project's own folder is at the root.</summary>
    public string Layer { get; } = Path.Contains('/') ? Path[..Path.IndexOf('/')] : Root;

    public int Lines { get; } = Text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    /// <summary>The text without comments and literals.</summary>
    public string Code { get; } = TypeDeclarations.WithoutComments(Text);

    /// <summary>The types that it declares outside of other types, as the assembly names them.</summary>
    public IReadOnlyList<string> Types { get; } = TypeDeclarations.In(Text);

    public override string ToString() => $"{Project}/{Path}";
}
