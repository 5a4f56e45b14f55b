namespace Orchestration.Lifecycles;

public sealed class LifecycleTableTests
{
    private static readonly LifecycleTable<Door, Push> Table = new(Doors.Configure);

    [Fact]
    public void Each_cell_says_what_the_configuration_says()
    {
        Assert.Equal(
            [
                "Closed Pull Moved Open",
                "Closed Knock Ignored Closed",
                "Closed Turn Moved Locked",
                "Closed Kick Moved Open",
                "Open Pull Reentered Open",
                "Open Knock Refused Open",
                "Open Turn Refused Open",
                "Open Kick Moved Closed",
                "Locked Pull Ignored Locked",
                "Locked Knock Refused Locked",
                "Locked Turn Moved Closed",
                "Locked Kick Moved Broken",
                "Broken Pull Refused Broken",
                "Broken Knock Refused Broken",
                "Broken Turn Refused Broken",
                "Broken Kick Refused Broken",
            ],
            from state in Enum.GetValues<Door>() from trigger in Enum.GetValues<Push>() select Row(state, trigger));

        static string Row(Door state, Push trigger)
        {
            bool taken = Table.TryNext(state, trigger, out Door next);
            Transition kind = Table.Kind(state, trigger);
            Assert.Equal(kind != Transition.Refused, taken);
            if (taken)
            {
                Assert.Equal(next, Table.Next(state, trigger));
            }

            return $"{state} {trigger} {kind} {next}";
        }
    }

    [Fact]
    public void Next_names_state_trigger_and_what_would_be_taken_when_it_refuses()
    {
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => Table.Next(Door.Open, Push.Turn));

        Assert.Equal("Door Open does not take Turn. It takes Pull, Kick.", refused.Message);
    }

    [Fact]
    public void Next_says_so_when_a_state_takes_nothing()
    {
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => Table.Next(Door.Broken, Push.Kick));

        Assert.Equal("Door Broken does not take Kick. It takes nothing.", refused.Message);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(6, 1)]
    [InlineData(255, 1)]
    [InlineData(0, 0)]
    [InlineData(0, 8)]
    [InlineData(0, 9)]
    [InlineData(0, -1)]
    [InlineData(255, int.MaxValue)]
    [InlineData(255, int.MinValue)]
    public void Numbers_that_are_no_member_are_refused(byte state, int trigger)
    {
        Assert.Equal(Transition.Refused, Table.Kind((Door)state, (Push)trigger));
        Assert.False(Table.TryNext((Door)state, (Push)trigger, out Door next));
        Assert.Equal((Door)state, next);
        Assert.Throws<InvalidOperationException>(() => Table.Next((Door)state, (Push)trigger));
    }

    [Fact]
    public void A_table_can_have_int_backed_states_and_byte_backed_triggers()
    {
        LifecycleTable<Push, Door> table = new(machine => machine.Configure(Push.Kick).Permit(Door.Broken, Push.Pull));

        Assert.Equal(Push.Pull, table.Next(Push.Kick, Door.Broken));
        Assert.Equal(Transition.Refused, table.Kind(Push.Pull, Door.Broken));
    }

    [Fact]
    public void The_configuration_runs_once()
    {
        int calls = 0;

        _ = new LifecycleTable<Door, Push>(_ => calls++);

        Assert.Equal(1, calls);
    }

    [Fact]
    public void A_trigger_configured_twice_is_found_when_the_table_is_built() =>
        Assert.Throws<InvalidOperationException>(() => new LifecycleTable<Door, Push>(machine =>
            machine.Configure(Door.Broken).Ignore(Push.Kick).Permit(Push.Kick, Door.Open)));

    [Fact]
    public void A_destination_that_is_no_state_is_found_when_the_table_is_built()
    {
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => new LifecycleTable<Door, Push>(machine =>
            machine.Configure(Door.Closed).Permit(Push.Pull, (Door)9)));

        Assert.Equal("Pull leads from Closed to 9, which is no Door.", refused.Message);
    }

    [Fact]
    public void Enums_that_make_no_dense_table_are_not_supported()
    {
        Assert.Throws<NotSupportedException>(() => new LifecycleTable<Wide, Push>(_ => { }));
        Assert.Throws<NotSupportedException>(() => new LifecycleTable<Sparse, Push>(_ => { }));
        Assert.Throws<NotSupportedException>(() => new LifecycleTable<Door, Negative>(_ => { }));
    }

    [Fact]
    public void Looking_up_allocates_nothing()
    {
        Run();
        long before = GC.GetAllocatedBytesForCurrentThread();

        Run();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Run()
        {
            Door door = Door.Closed;
            for (int i = 0; i < 1_000; i++)
            {
                door = Table.Next(door, Push.Kick);
                Table.TryNext(door, Push.Turn, out _);
                Table.Kind(door, Push.Knock);
            }
        }
    }

    [Fact]
    public void The_diagram_has_an_arrow_for_each_pair_of_states_and_marks_first_and_final_ones() =>
        Assert.Equal(
            """
            stateDiagram-v2
                [*] --> Closed
                Closed --> Open: Pull, Kick
                Closed --> Locked: Turn
                Open --> Closed: Kick
                Open --> Open: Pull
                Locked --> Closed: Turn
                Locked --> Broken: Kick
                Broken --> [*]

            """.ReplaceLineEndings("\n"),
            Table.ToMermaid(Door.Closed));

    private enum Wide : short
    {
        Only,
    }

    private enum Sparse
    {
        Far = 256,
    }

    private enum Negative
    {
        Below = -1,
    }
}
