using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Stops against completions, themselves and stronger stops, on real threads that begin at the same moment.</summary>
public sealed class StopRaceTests
{
    private const int Rounds = 150;

    public static TheoryData<StopMode> Modes { get; } = [.. Enum.GetValues<StopMode>()];

    [Theory]
    [MemberData(nameof(Modes))]
    public Task CP_10_A_stop_against_the_last_completion(StopMode mode) => Races.RunAsync("build: a", Rounds, async (execution, gates) =>
    {
        Task<Receipt>? stop = null;
        OwnThread.Race(() => stop = execution.StopAsync(mode), () => gates("a").OpenOnce());

        (ErrorCode? refused, _) = await Races.OutcomeAsync(stop!);

        ExecutionSnapshot end = await Races.EndAsync(execution);
        ActionStatus action = end["build"]["a"].Status;
        if (refused is not null)
        {
            Assert.Equal(ErrorCode.NotStoppable, refused);
            Assert.Equal((ExecutionStatus.Succeeded, ActionStatus.Succeeded), (end.Status, action));
            return;
        }

        Assert.Equal(ExecutionStatus.Stopped, end.Status);
        Assert.True(
            action == ActionStatus.Succeeded
            || (action == ActionStatus.Aborted && mode == StopMode.Cancel)
            || (action == ActionStatus.Abandoned && mode == StopMode.Abandon));
    });

    [Theory]
    [MemberData(nameof(Modes))]
    public Task A_stop_against_a_start_of_the_next_action(StopMode mode) => Races.RunAsync("build: a, b c; deploy: d", Rounds, async (execution, gates) =>
    {
        Task<Receipt>? stop = null;
        OwnThread.Race(() => gates("a").OpenOnce(), () => stop = execution.StopAsync(mode));
        await stop!;
        gates("b").OpenOnce();
        gates("c").OpenOnce();
        gates("d").OpenOnce();

        Assert.Equal(ExecutionStatus.Stopped, (await Races.EndAsync(execution)).Status);
    });

    [Theory]
    [MemberData(nameof(Modes))]
    public Task A_stop_against_itself(StopMode mode) => Races.RunAsync("build: a b", Rounds, async (execution, gates) =>
    {
        Task<Receipt>[] stops = new Task<Receipt>[4];
        OwnThread.Race([.. Enumerable.Range(0, stops.Length).Select<int, Action>(index => () => stops[index] = execution.StopAsync(mode))]);

        (ErrorCode? Refused, Receipt? Receipt)[] outcomes = await Task.WhenAll(stops.Select(Races.OutcomeAsync));

        gates("a").OpenOnce();
        gates("b").OpenOnce();
        await Races.EndAsync(execution);
        Receipt accepted = Assert.Single(outcomes, outcome => outcome.Refused is null).Receipt!;
        Assert.All(
            outcomes.Where(outcome => outcome.Refused is not null),
            outcome => Assert.True(outcome.Refused is ErrorCode.AlreadyStopping || (outcome.Refused is ErrorCode.NotStoppable && mode != StopMode.Wait)));
        Assert.Equal(accepted.CommandId, Assert.Single((await execution.EventsAsync()).OfType<StopRequested>()).CommandId);
        await accepted.SettledAsync().WithinAsync();
    });

    [Fact]
    public Task The_same_command_against_itself_is_one_command() => Races.RunAsync("build: a", Rounds, async (execution, gates) =>
    {
        StopRequest request = new() { CommandId = Guid.NewGuid(), Mode = StopMode.Cancel };
        Task<Receipt>[] stops = new Task<Receipt>[4];
        OwnThread.Race([.. Enumerable.Range(0, stops.Length).Select<int, Action>(index => () => stops[index] = execution.StopAsync(request))]);

        foreach (Receipt receipt in await Task.WhenAll(stops).WithinAsync())
        {
            Assert.Equal(request.CommandId, receipt.CommandId);
            Assert.Equal(["build/a"], (await receipt.SettledAsync().WithinAsync()).Cancelled);
        }

        gates("a").OpenOnce();
        Assert.Single((await execution.EventsAsync()).OfType<StopRequested>());
    });

    [Fact]
    public Task A_stop_against_stronger_ones_and_a_completion() => Races.RunAsync("build: a b, c", Rounds, async (execution, gates) =>
    {
        Task<Receipt>?[] sent = new Task<Receipt>?[4];
        OwnThread.Race(
            () => sent[0] = execution.StopAsync(),
            () => sent[1] = execution.StopAsync(StopMode.Cancel),
            () => sent[2] = execution.StopAsync(StopMode.Abandon),
            () => sent[3] = execution.AbortAsync(),
            () => gates("a").OpenOnce());

        (ErrorCode? Refused, Receipt? Receipt)[] outcomes = await Task.WhenAll(sent.Select(task => Races.OutcomeAsync(task!)));

        ExecutionSnapshot end = await Races.EndAsync(execution);
        gates("b").OpenOnce();
        Assert.Contains(outcomes, outcome => outcome.Refused is null);
        Assert.DoesNotContain(outcomes[2..], outcome => outcome.Refused is ErrorCode.AlreadyStopping);
        Assert.Equal(outcomes[3].Refused is null ? ExecutionStatus.Aborted : ExecutionStatus.Stopped, end.Status);
        Assert.Equal(0, end["build"]["c"].Attempt);
        foreach ((ErrorCode? refused, Receipt? receipt) in outcomes)
        {
            Assert.True(refused is null or ErrorCode.AlreadyStopping or ErrorCode.NotStoppable);
            Assert.Equal(receipt is null ? (ExecutionStatus?)null : end.Status, receipt is null ? null : (await receipt.SettledAsync().WithinAsync()).Status);
        }
    });

    [Fact]
    public Task The_end_of_the_grace_against_the_return_of_the_action() => Races.RunAsync("build: deaf", Rounds, async (execution, gates, host) =>
    {
        await (await execution.StopAsync(StopMode.Cancel)).EffectiveAsync().WithinAsync();
        OwnThread.Race(() => gates("deaf").OpenOnce(), () => host.Time.Advance(TimeSpan.FromSeconds(30)));

        ExecutionSnapshot end = await Races.EndAsync(execution);

        Assert.Equal(ExecutionStatus.Stopped, end.Status);
        bool abandoned = end["build"]["deaf"].Status == ActionStatus.Abandoned;
        Assert.True(abandoned || end["build"]["deaf"].Status == ActionStatus.Aborted);
        Assert.Equal(abandoned ? 1 : 0, end.Orphans.Count);
    });

    [Fact]
    public Task A_deadline_against_the_completion() => Races.RunAsync("build: a", Rounds, async (execution, gates, host) =>
    {
        Receipt receipt = await execution.StopAsync(new StopRequest { Deadline = TimeSpan.FromSeconds(1), Grace = TimeSpan.Zero });
        OwnThread.Race(() => gates("a").OpenOnce(), () => host.Time.Advance(TimeSpan.FromSeconds(1)));

        await receipt.SettledAsync().WithinAsync();

        Assert.Contains((await Races.EndAsync(execution))["build"]["a"].Status, new HashSet<ActionStatus> { ActionStatus.Succeeded, ActionStatus.Aborted, ActionStatus.Abandoned });
    });
}
