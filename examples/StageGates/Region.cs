namespace StageGates;

/// <summary>A region to which a release is deployed. The demonstration decides when a deployment ends, and how.</summary>
internal sealed class Region
{
    private TaskCompletionSource _deployment = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string? Version { get; private set; }

    public async Task DeployAsync(string version)
    {
        await _deployment.Task;
        Version = version;
    }

    public void Succeed() => _deployment.SetResult();

    public void Fail(string why) => _deployment.SetException(new InvalidOperationException(why));

    /// <summary>Deployments from now on succeed at once.</summary>
    public void Repair() => (_deployment = new TaskCompletionSource()).SetResult();
}
