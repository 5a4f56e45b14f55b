using Stateless;

namespace Orchestration.Lifecycles;

/// <summary>What lifecycles rely on. Holds for the stand-in and for the package.</summary>
public sealed class StateMachineTests
{
    private readonly List<Door> _written = [];
    private readonly StateMachine<Door, Push> _machine;
    private Door _state = Door.Closed;

    public StateMachineTests()
    {
        _machine = new StateMachine<Door, Push>(
            () => _state,
            state =>
            {
                _written.Add(state);
                _state = state;
            });
        Doors.Configure(_machine);
    }

    [Fact]
    public void Permit_writes_the_destination_once()
    {
        Assert.True(_machine.CanFire(Push.Pull));

        _machine.Fire(Push.Pull);

        Assert.Equal([Door.Open], _written);
    }

    [Fact]
    public void PermitReentry_writes_the_same_state_once()
    {
        _state = Door.Open;
        Assert.True(_machine.CanFire(Push.Pull));

        _machine.Fire(Push.Pull);

        Assert.Equal([Door.Open], _written);
    }

    [Fact]
    public void Ignore_is_accepted_and_writes_nothing()
    {
        Assert.True(_machine.CanFire(Push.Knock));

        _machine.Fire(Push.Knock);

        Assert.Empty(_written);
    }

    [Fact]
    public void CanFire_never_writes()
    {
        foreach (Push trigger in Enum.GetValues<Push>())
        {
            _machine.CanFire(trigger);
        }

        Assert.Empty(_written);
    }

    [Fact]
    public void An_unhandled_trigger_throws_and_writes_nothing()
    {
        _state = Door.Open;
        Assert.False(_machine.CanFire(Push.Turn));

        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => _machine.Fire(Push.Turn));

        Assert.Contains("'Open'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'Turn'", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_written);
    }

    [Fact]
    public void A_state_that_was_never_configured_takes_nothing()
    {
        _state = Door.Broken;

        Assert.False(_machine.CanFire(Push.Kick));
        Assert.Throws<InvalidOperationException>(() => _machine.Fire(Push.Kick));
    }

    [Fact]
    public void Permit_to_the_state_itself_is_refused() =>
        Assert.Throws<ArgumentException>(() => _machine.Configure(Door.Broken).Permit(Push.Kick, Door.Broken));

    [Fact]
    public void Configuring_a_state_again_adds_to_it()
    {
        _machine.Configure(Door.Open).Permit(Push.Turn, Door.Locked);
        _state = Door.Open;

        Assert.True(_machine.CanFire(Push.Pull));
        _machine.Fire(Push.Turn);

        Assert.Equal([Door.Locked], _written);
    }

    [Fact]
    public void Each_call_returns_the_configuration_it_was_made_on()
    {
        StateMachine<Door, Push>.StateConfiguration configuration = _machine.Configure(Door.Broken);

        Assert.Same(configuration, configuration.Permit(Push.Kick, Door.Open));
        Assert.Same(configuration, configuration.PermitReentry(Push.Pull));
        Assert.Same(configuration, configuration.Ignore(Push.Knock));
    }

    [Fact]
    public void A_trigger_configured_twice_fails_when_it_is_used()
    {
        _machine.Configure(Door.Broken).Permit(Push.Kick, Door.Open).Permit(Push.Kick, Door.Open).Ignore(Push.Knock);
        _state = Door.Broken;

        Assert.Throws<InvalidOperationException>(() => _machine.CanFire(Push.Kick));
        Assert.Throws<InvalidOperationException>(() => _machine.Fire(Push.Kick));
        Assert.True(_machine.CanFire(Push.Knock));
        Assert.Empty(_written);
    }

    [Fact]
    public void Accessor_and_mutator_are_required()
    {
        Assert.Throws<ArgumentNullException>(() => new StateMachine<Door, Push>(null!, _ => { }));
        Assert.Throws<ArgumentNullException>(() => new StateMachine<Door, Push>(() => Door.Open, null!));
    }
}
