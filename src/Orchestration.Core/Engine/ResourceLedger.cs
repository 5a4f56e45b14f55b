using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Snapshots;

namespace Orchestration.Engine;

/// <summary>What actions register, and what earlier executions of the lineage left behind.</summary>
internal static class ResourceLedger
{
    public static async Task RegisterAsync(
        LiveExecution live, ActionStarted attempt, string kind, string key, string? data, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Target target = new(live.State!.Structure.Name, live.Id, attempt.Stage, attempt.Action);
        if (string.IsNullOrWhiteSpace(kind) || string.IsNullOrWhiteSpace(key))
        {
            throw Refusals.Invalid(Verb.RegisterResource, target, "kind and key must not be empty.");
        }

        CommandItem item = new(Verb.RegisterResource, target, turn =>
        {
            RegisterResource.Decide(turn.Draft!, attempt.ActionIndex, attempt.Attempt, kind, key, data);
            return Verdict.NoEffect;
        });
        live.Engine.Executions.Post(live.Id, item);
        await item.Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public static async Task<IReadOnlyList<Resource>> ListLeftBehindAsync(LiveExecution live, CancellationToken cancellationToken)
    {
        List<Resource> found = [];
        foreach (ExecutionState ancestor in (await live.Engine.LoadAncestorsAsync(live.State!, cancellationToken).ConfigureAwait(false)).Reverse())
        {
            found.AddRange(ancestor.LeftBehind.Select(resource => Snapshot.OfResource(ancestor.Id, resource)));
        }

        WaitItem<Resource[]> own = new(Verb.Get, new Target(null, live.Id), state => [.. state.LeftBehind.Select(resource => Snapshot.OfResource(state.Id, resource))]);
        live.Engine.Executions.Post(live.Id, own);
        return [.. found, .. await own.Answer.WaitAsync(cancellationToken).ConfigureAwait(false)];
    }
}
