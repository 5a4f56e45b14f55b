using Orchestration;
using ReleasePipeline.Release;

namespace ReleasePipeline.Pipelines.Actions;

/// <summary>Runs the compiled tests; a failed test fails the action.</summary>
internal sealed class UnitTests(TestRun tests, Workspace workspace) : IAction
{
    public async Task ExecuteAsync(ActionContext context, CancellationToken cancellationToken)
    {
        TestReport report = await tests.RunAsync(workspace, cancellationToken);
        if (!report.Succeeded)
        {
            throw new TestsFailedException(report);
        }
    }
}
