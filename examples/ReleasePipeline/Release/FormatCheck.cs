namespace ReleasePipeline.Release;

/// <summary>Checks the layout of the source files.</summary>
public sealed class FormatCheck(DotNet dotNet)
{
    /// <summary>Throws when a file would be changed by formatting; no file is changed.</summary>
    public async Task RunAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        CommandResult result = await dotNet.RunAsync(
            workspace.Source, ["format", "whitespace", ".", "--folder", "--verify-no-changes"], cancellationToken);
        result.EnsureSuccess();
    }
}
