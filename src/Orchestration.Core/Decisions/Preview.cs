namespace Orchestration;

/// <summary>What a command would do, decided on a copy. Sent with <see cref="Version"/>, the command is refused if the execution has moved on.</summary>
/// <param name="Version">The version it was made at; give it as <see cref="CommandRequest.ExpectedVersion"/>.</param>
/// <param name="Actions">What would become of each action, in the order of the definition.</param>
/// <param name="LeftBehind">The resources that would be listed as left behind now.</param>
public sealed record Preview(long Version, IReadOnlyList<ActionPreview> Actions, IReadOnlyList<Resource> LeftBehind)
{
    /// <summary>The waiting executions that would enter the stages which the command frees, as gates and lines stand now.</summary>
    public IReadOnlyList<StageHandOver> HandOvers { get; init; } = [];

    /// <summary>The finalizers that would run at the end, and don't because of the command.</summary>
    public IReadOnlyList<string> PreventedFinalizers { get; init; } = [];
}
