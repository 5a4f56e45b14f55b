using Orchestration.Permissions;

namespace Orchestration.Engine;

internal static class AuditVerb
{
    private const int MaxLimit = 1_000;

    public static async Task<IReadOnlyList<AuditEntry>> RunAsync(VerbCall call, int limit, long? before)
    {
        await call.Engine.Authorizer
            .CheckAsync(call.Caller, Verb.Audit, Permission.View, call.Target, labels: null, [], call.CancellationToken)
            .ConfigureAwait(false);
        return limit is >= 1 and <= MaxLimit
            ? await call.Engine.Store.ReadAuditAsync(limit, before, call.CancellationToken).ConfigureAwait(false)
            : throw call.Invalid($"a page has 1 to {MaxLimit} entries, not {limit}.");
    }
}
