using Orchestration.Permissions;

namespace Orchestration.Engine;

internal static class ListPipelinesVerb
{
    public static async Task<IReadOnlyList<PipelineSummary>> RunAsync(VerbCall call)
    {
        List<PipelineSummary> visible = [];
        foreach (string name in call.Engine.Scopes.Names())
        {
            call.Address(name);
            if (await PipelinePermission.IsAllowedAsync(call, Permission.View).ConfigureAwait(false))
            {
                Pipeline? newest = call.Engine.Pipelines.Newest(name);
                visible.Add(new PipelineSummary(name, newest?.Version, newest?.Mode ?? ExecutionMode.Parallel, newest?.Labels ?? Labels.Empty, newest?.Stages ?? []));
            }
        }

        return visible;
    }
}
