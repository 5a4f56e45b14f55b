using Orchestration.Tests.Conformance;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>Children that a recover runs although they had succeeded, with what is below and above them.</summary>
public sealed class RerunForceTests
{
    [Theory]
    [InlineData("root/done-1", "done-1=Succeeded, fold-1=Reused, last-1=Reused", "done=2 left=1 right=1 last=1")]
    [InlineData("root/fold-1/left-1", "done-1=Reused, fold-1=Succeeded (left-1=Succeeded, right-1=Reused), last-1=Reused", "done=1 left=2 right=1 last=1")]
    [InlineData("root/fold-1", "done-1=Reused, fold-1=Succeeded (left-1=Succeeded, right-1=Succeeded), last-1=Reused", "done=1 left=2 right=2 last=1")]
    public Task A_forced_child_runs_with_what_is_below_and_above_it(string force, string children, string runs) => RerunTree.SucceededAsync(async trial =>
    {
        await trial.RecoverAsync(force);
        await trial.ClosesAsync($"Succeeded: root=Succeeded ({children})");
        Assert.Equal(runs, trial.Runs());
        Assert.Equal([force], (await trial.EventsAsync<ExecutionStarted>())[0].Rerun!.Forced);
    });

    [Fact]
    public Task Several_may_be_forced_and_one_that_had_not_succeeded_runs_anyway() => RerunTree.FailedAsync(async trial =>
    {
        await trial.RecoverAsync("root/done-1", "root/fold-1/right-1", "root/done-1");
        await trial.ClosesAsync("Succeeded: root=Succeeded (done-1=Succeeded, fold-1=Succeeded (left-1=Reused, right-1=Succeeded), last-1=Succeeded)");
        Assert.Equal("done=2 left=1 right=2 last=1", trial.Runs());
    });

    [Fact]
    public Task A_key_that_only_begins_alike_is_not_forced_along() => TreeTrial.RunAsync(
        (trial, context, cancellationToken) => context.WhenAll(Enumerable.Range(1, 11).Select(number => context.Start("part", trial.At($"part {number}"))), cancellationToken),
        async trial =>
        {
            trial.Open([.. Enumerable.Range(1, 11).Select(number => $"part {number}")]);
            await trial.EndsAsync();
            await trial.RecoverAsync("root/part-1");
            await trial.EndsAsync();
            Assert.Equal([2, .. Enumerable.Repeat(1, 10)], Enumerable.Range(1, 11).Select(number => trial.Gate($"part {number}").Arrivals));
        });

    [Fact]
    public Task What_a_forced_run_makes_is_what_the_next_recover_finds() => RerunTree.SucceededAsync(async trial =>
    {
        ExecutionId first = trial.Execution.Id;
        await trial.RecoverAsync("root/done-1");
        await trial.EndsAsync();
        ExecutionId second = trial.Execution.Id;
        await trial.RecoverAsync();
        await trial.EndsAsync();
        Assert.Equal((second, first), ((await trial.ChildAsync("done-1")).ReusedFrom, (await trial.ChildAsync("last-1")).ReusedFrom));
    });

    [Theory]
    [InlineData("root/done")]
    [InlineData("root/fold-1/done-1")]
    [InlineData("done-1")]
    [InlineData("root")]
    [InlineData("")]
    [InlineData("root/Done-1")]
    public Task A_child_that_there_never_was_can_not_be_forced(string force) => RerunTree.SucceededAsync(async trial =>
    {
        OrchestrationException refusal = await Refused.AsAsync(
            ErrorCode.ActionNotFound, trial.Execution, null, () => trial.Execution.RerunAsync(new RerunRequest { ReuseSucceeded = true, Force = ["root/last-1", force] }));
        Assert.Equal((Verb.Rerun, force), (refusal.Verb, refusal.Target?.Action));
        Assert.Single((await trial.Host.Orchestrator.ListAsync(new ExecutionQuery())).Executions);
    });

    [Fact]
    public Task Forcing_makes_no_sense_where_everything_runs() => RerunTree.SucceededAsync(trial => Refused.AsAsync(
        ErrorCode.InvalidRequest, trial.Execution, null, () => trial.Execution.RerunAsync(new RerunRequest { Force = ["root/done-1"] })));
}
