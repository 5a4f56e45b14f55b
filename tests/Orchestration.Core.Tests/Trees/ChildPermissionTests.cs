using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orchestration.Permissions;
using Orchestration.Tests.Conformance.Support;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>The abort of a child asks for the right to abort it; code that cancels its own child asks nobody.</summary>
public sealed class ChildPermissionTests
{
    [Fact]
    public Task FL_44_Who_may_not_abort_may_not_abort_a_child()
    {
        ConcurrentQueue<PermissionRequest> asked = new();
        return TreeTrial.RunAsync(
            trial => Pipeline.Root("tree", async (context, cancellationToken) =>
            {
                ChildAction cancelled = context.Start("cancelled", trial.At("cancelled"), new() { Key = "cancelled" });
                await trial.Gate("cancelled").ReachedAsync(cancellationToken: cancellationToken);
                cancelled.Cancel();
                Assert.IsType<ActionAbortedException>(await cancelled.ErrorAsync());
                await context.RunAsync("child", trial.At("child"), new() { Key = "child" });
            }),
            async trial =>
            {
                await trial.ReachedAsync("child");
                Assert.DoesNotContain(asked, request => request.Permission == Permission.Abort);
                ExecutionHandle bob = trial.Host.As("bob").GetHandle(trial.Execution.Id);
                long version = (await trial.Execution.GetAsync()).Version;
                foreach (AbortActionRequest request in (AbortActionRequest[])[TreeVerbs.Abort("child"), AbortActionRequest.ById(2), AbortActionRequest.ById(0), AbortActionRequest.ById(9)])
                {
                    Assert.Equal(ErrorCode.PermissionDenied, (await Races.OutcomeAsync(bob.AbortActionAsync(request))).Refused);
                }

                Assert.Equal(version, (await trial.Execution.GetAsync()).Version);
                Assert.Equal(2, asked.Count(request => request is { Permission: Permission.Abort, Stage: "tree", Action: "root/child" }));
                AuditEntry[] denied = [.. (await trial.Host.Orchestrator.ReadAuditAsync()).Where(entry => entry is { Actor: "bob", Verb: Verb.Abort, Code: ErrorCode.PermissionDenied })];
                Assert.Equal(4, denied.Length);
                trial.Open("child");
                await trial.ClosesAsync("Succeeded: root=Succeeded (cancelled=Aborted, child=Succeeded)");
            },
            builder =>
            {
                builder.Services.AddSingleton(asked);
                builder.Services.AddOrchestration(options => options.SeparateAbortPermission = true);
                builder.UsePermissions<Evaluator>();
            });
    }

    /// <summary>Forbids nothing but aborts.</summary>
    private sealed class Evaluator(ConcurrentQueue<PermissionRequest> asked) : IPermissionEvaluator
    {
        public ValueTask<bool> IsAllowedAsync(PermissionRequest request, CancellationToken cancellationToken)
        {
            asked.Enqueue(request);
            return new(request.Permission != Permission.Abort);
        }
    }
}
