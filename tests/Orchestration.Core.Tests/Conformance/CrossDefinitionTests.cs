namespace Orchestration.Tests.Conformance;

/// <summary>A definition with errors is refused with all of them at once.</summary>
public sealed class CrossDefinitionTests
{
    public sealed class Take : IAction<string>
    {
        public Task ExecuteAsync(string input, ActionContext context, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    public sealed class TakeBack : IAction, IRollbackAction
    {
        public Task ExecuteAsync(ActionContext context, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task RollbackAsync(RollbackContext context, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    public static TheoryData<string, string> Rules => new()
    {
        { "no stage", "no stage" },
        { "empty stage", "stage 'one' has no action" },
        { "same stage", "'one' is used by more than one stage" },
        { "same action", "'a' is used by more than one action of stage 'one'" },
        { "empty group", "parallel group of stage 'one' has no action" },
        { "no parallelism", "allows 0 actions at once" },
        { "two conditions of a stage", "stage 'one' has more than one condition" },
        { "two conditions of an action", "action 'one/a' has more than one condition" },
        { "unknown policy", "action 'one/a' has an unknown OnInterrupted policy" },
        { "label of a pipeline", "pipeline 'release' has a label" },
        { "label of a stage", "stage 'one' has a label" },
        { "version", "the name '' of a version" },
        { "other pipeline", "action 'one/a' takes its input from another pipeline" },
        { "sibling", "which runs in parallel with it" },
        { "later", "which runs later" },
        { "no time for an attempt", "action 'one/a' limits an attempt to 00:00:00; more than zero and at most 3650 days are possible" },
        { "no time for all attempts", "action 'one/a' limits all attempts to 00:00:00;" },
        { "no time for a rollback", "action 'one/a' limits its rollback to 00:00:00;" },
        { "no time for a stage", "stage 'one' expires after 00:00:00;" },
        { "no time for a pipeline", "the pipeline expires after 00:00:00;" },
        { "no time for a finalizer", "finalizer 'notify' limits itself to 00:00:00;" },
        { "too long", "the pipeline expires after 3650.00:00:00.0000001;" },
        { "negative", "stage 'one' expires after -00:00:01;" },
        { "attempt longer than all", "action 'one/a' limits an attempt to 00:02:00, longer than all attempts together, 00:01:00" },
        { "nothing to limit", "action 'one/a' limits its rollback, and has no code that undoes it" },
        { "undone twice", "action 'one/a' is undone in more than one way" },
        { "undone by its class too", "action 'one/a' is undone in more than one way" },
        { "same finalizer", "'notify' is used by more than one finalizer" },
        { "name of a finalizer", "the name 'a/b' of a finalizer" },
        { "release policy", "the release policy 4 of the pipeline is unknown" },
        { "release policy of a kind", "the release policy -1 of kind 'container' is unknown" },
        { "no kind", "a release policy is for a kind without a name" },
        { "approval that is left to another person", "action 'one/a' is an approval" },
        { "no time to pick", "stage 'one' gives a person 00:00:00 to pick;" },
        { "what follows", "the pipeline retries 0 times" },
    };

    private static Dictionary<string, Action<PipelineBuilder>> Mistakes { get; } = new()
    {
        ["no stage"] = _ => { },
        ["empty stage"] = define => define.Stage("one"),
        ["same stage"] = define =>
        {
            define.Stage("one").Action("a", Scenario.PassGateAsync);
            define.Stage("one").Action("a", Scenario.PassGateAsync);
        },
        ["same action"] = define => define.Stage("one").Parallel(group => group.Action("a", Scenario.PassGateAsync)).Action("a", Scenario.PassGateAsync),
        ["empty group"] = define => define.Stage("one").Parallel(_ => { }).Action("a", Scenario.PassGateAsync),
        ["no parallelism"] = define => define.Stage("one").Parallel(group => group.MaxParallel(0).Action("a", Scenario.PassGateAsync)),
        ["two conditions of a stage"] = define => define.Stage("one").When(_ => true).When(_ => true).Action("a", Scenario.PassGateAsync),
        ["two conditions of an action"] = define =>
            define.Stage("one").Action("a", Scenario.PassGateAsync, action => action.When(_ => true).When(_ => true)),
        ["unknown policy"] = define => define.Stage("one").Action("a", Scenario.PassGateAsync, action => action.OnInterrupted((OnInterrupted)7)),
        ["label of a pipeline"] = define => define.Label(" ", "x").Stage("one").Action("a", Scenario.PassGateAsync),
        ["label of a stage"] = define => define.Stage("one").Label("x", null!).Action("a", Scenario.PassGateAsync),
        ["version"] = define => define.Version(string.Empty).Stage("one").Action("a", Scenario.PassGateAsync),
        ["other pipeline"] = define =>
        {
            ActionRef<string>? foreign = null;
            Pipeline.Define("other", other => foreign = other.Stage("one").Action("a", (_, _) => Task.FromResult("x")));
            define.Stage("one").Action<Take, string>("a", foreign!);
        },
        ["sibling"] = define => define.Stage("one").Parallel(group =>
        {
            ActionRef<string> made = group.Action("make", (_, _) => Task.FromResult("x"));
            group.Action<Take, string>("a", made);
        }),
        ["later"] = define =>
        {
            StageBuilder one = define.Stage("one");
            ActionRef<string> made = define.Stage("two").Action("make", (_, _) => Task.FromResult("x"));
            one.Action<Take, string>("a", made);
        },
        ["no time for an attempt"] = Of(action => action.TimeoutAfter(TimeSpan.Zero)),
        ["no time for all attempts"] = Of(action => action.DeadlineAfter(TimeSpan.Zero)),
        ["no time for a rollback"] = Of(action => action.OnRollback(UndoAsync).RollbackDeadlineAfter(TimeSpan.Zero)),
        ["no time for a stage"] = define => define.Stage("one").ExpiresAfter(TimeSpan.Zero).Action("a", Scenario.PassGateAsync),
        ["no time for a pipeline"] = And(define => define.ExpiresAfter(TimeSpan.Zero)),
        ["no time for a finalizer"] = And(define => define.Finally("notify", NotifyAsync, notify => notify.DeadlineAfter(TimeSpan.Zero))),
        ["too long"] = And(define => define.ExpiresAfter(TimeSpan.FromDays(3650) + TimeSpan.FromTicks(1))),
        ["negative"] = define => define.Stage("one").ExpiresAfter(TimeSpan.FromSeconds(-1)).Action("a", Scenario.PassGateAsync),
        ["attempt longer than all"] = Of(action => action.TimeoutAfter(TimeSpan.FromMinutes(2)).DeadlineAfter(TimeSpan.FromMinutes(1))),
        ["nothing to limit"] = Of(action => action.RollbackDeadlineAfter(TimeSpan.FromMinutes(1))),
        ["undone twice"] = Of(action => action.OnRollback(UndoAsync).OnRollback(UndoAsync)),
        ["undone by its class too"] = define => define.Stage("one").Action<TakeBack>("a", action => action.OnRollback(UndoAsync)),
        ["same finalizer"] = And(define => define.Finally("notify", NotifyAsync).Finally("notify", NotifyAsync)),
        ["name of a finalizer"] = And(define => define.Finally("a/b", NotifyAsync)),
        ["release policy"] = And(define => define.Release((ReleasePolicy)4)),
        ["release policy of a kind"] = And(define => define.Release("container", (ReleasePolicy)(-1))),
        ["no kind"] = And(define => define.Release(" ", ReleasePolicy.Always)),
        ["approval that is left to another person"] = define =>
            define.Stage("one").Approval("a", approval => approval.OnFailure(FailureStrategy.Intervene(TimeSpan.FromHours(1)))),
        ["no time to pick"] = define =>
            define.Stage("one").OnFailure(FailureStrategy.Intervene(TimeSpan.Zero)).Action("a", Scenario.PassGateAsync),
        ["what follows"] = And(define => define.OnFailure(FailureStrategy.Intervene(TimeSpan.FromHours(1), then: FailureStrategy.Retry(0)))),
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Each_rule_has_its_error(string mistake, string expected)
    {
        DefinitionException error = Assert.Throws<DefinitionException>(() => Pipeline.Define("release", Mistakes[mistake]));

        Assert.Contains(expected, Assert.Single(error.Errors), StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal("release", error.Pipeline);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("a/b")]
    [InlineData("a\nb")]
    public void Names_have_a_form_everywhere(string name)
    {
        string tooLong = new('x', 101);
        foreach (string wrong in new[] { name, tooLong })
        {
            Assert.Single(Assert.Throws<DefinitionException>(() => Scenario.Gated("one: a", wrong)).Errors);
            Assert.Single(Assert.Throws<DefinitionException>(() => Pipeline.Define("p", define => define.Stage(wrong).Action("a", Scenario.PassGateAsync))).Errors);
            Assert.Single(Assert.Throws<DefinitionException>(() => Pipeline.Define("p", define => define.Stage("one").Action(wrong, Scenario.PassGateAsync))).Errors);
        }

        Assert.Equal(100, Scenario.Gated("one: a", tooLong[..100]).Name.Length);
    }

    [Fact]
    public void All_errors_are_told_at_once_in_the_order_of_the_definition()
    {
        DefinitionException error = Assert.Throws<DefinitionException>(() => Pipeline.Define("re/lease", define =>
        {
            define.Stage("one");
            define.Stage("two").When(_ => true).When(_ => true);
            define.Stage("two").Parallel(group => group.MaxParallel(-1)).Action("a ", Scenario.PassGateAsync);
        }));

        Assert.Equal(8, error.Errors.Count);
    }

    [Fact]
    public void Errors_of_settings_are_told_at_once_too()
    {
        DefinitionException error = Assert.Throws<DefinitionException>(() => Pipeline.Define("release", define =>
        {
            define.ExpiresAfter(TimeSpan.Zero).Release((ReleasePolicy)8).Release(string.Empty, ReleasePolicy.Always);
            define.OnFailure(FailureStrategy.Intervene(TimeSpan.Zero, then: FailureStrategy.Retry(0, Backoff.Fixed(TimeSpan.FromTicks(-1)))));
            define.Finally(string.Empty, NotifyAsync, notify => notify.DeadlineAfter(TimeSpan.Zero));
            define.Stage("one").ExpiresAfter(TimeSpan.Zero).Action(
                "a",
                Scenario.PassGateAsync,
                action => action.TimeoutAfter(TimeSpan.FromHours(1)).DeadlineAfter(TimeSpan.Zero).RollbackDeadlineAfter(TimeSpan.Zero));
        }));

        Assert.Equal(13, error.Errors.Count);
    }

    private static Action<PipelineBuilder> Of(Action<ActionBuilder> configure) =>
        define => define.Stage("one").Action("a", Scenario.PassGateAsync, configure);

    private static Action<PipelineBuilder> And(Action<PipelineBuilder> more) => define =>
    {
        define.Stage("one").Action("a", Scenario.PassGateAsync);
        more(define);
    };

    private static Task UndoAsync(RollbackContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    private static Task NotifyAsync(FinalizerContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
