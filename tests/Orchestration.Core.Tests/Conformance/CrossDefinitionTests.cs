namespace Orchestration.Tests.Conformance;

/// <summary>A definition with errors is refused with all of them at once.</summary>
public sealed class CrossDefinitionTests
{
    public sealed class Take : IAction<string>
    {
        public Task ExecuteAsync(string input, ActionContext context, CancellationToken cancellationToken) => Task.CompletedTask;
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
}
