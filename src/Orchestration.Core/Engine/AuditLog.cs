using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orchestration.Diagnostics;
using Orchestration.Model;
using Orchestration.Storage;

namespace Orchestration.Engine;

/// <summary>Writes refused and denied commands, at most so many of one caller in a minute; the rest are counted.</summary>
internal sealed class AuditLog(EngineCore engine, ILogger logger)
{
    private const int MaxCallers = 10_000;
    private const int MaxReason = 200;

    private readonly ConcurrentDictionary<string, AuditRate> _rates = new(StringComparer.Ordinal);

    public async Task RecordAsync(Caller caller, OrchestrationException refusal, string? reason, Guid? commandId)
    {
        if (_rates.Count > MaxCallers)
        {
            _rates.Clear();
        }

        DateTimeOffset now = engine.Time.GetUtcNow();
        AuditRate rate = _rates.GetOrAdd(caller.Actor, static _ => new AuditRate());
        if (!rate.TryTake(now, engine.Options.AuditedRefusalsPerMinute, out int suppressed))
        {
            return;
        }

        AuditEntry entry = new()
        {
            At = now,
            Actor = caller.Actor,
            Verb = refusal.Verb ?? Verb.Get,
            Pipeline = refusal.Target?.Pipeline,
            Execution = refusal.Target?.Execution,
            Stage = refusal.Target?.Stage,
            Action = refusal.Target?.Action,
            Code = refusal.Code,
            Reason = reason?.Length > MaxReason ? reason[..MaxReason] : reason,
            CommandId = commandId,
            Suppressed = suppressed,
        };
        AuditCommit commit = new(new Commit { Id = engine.NewCommitId(), Epoch = engine.Epoch, Audit = [entry] });
        if (await commit.AppendAsync(engine.Journal).ConfigureAwait(false) != CommitResult.Committed)
        {
            logger.AuditFailed(null);
        }
    }
}
