using Stateless;

namespace Orchestration.Lifecycles;

internal static class Doors
{
    public static void Configure(StateMachine<Door, Push> machine)
    {
        machine.Configure(Door.Closed)
            .Permit(Push.Pull, Door.Open)
            .Ignore(Push.Knock)
            .Permit(Push.Turn, Door.Locked)
            .Permit(Push.Kick, Door.Open);
        machine.Configure(Door.Open)
            .PermitReentry(Push.Pull)
            .Permit(Push.Kick, Door.Closed);
        machine.Configure(Door.Locked)
            .Permit(Push.Turn, Door.Closed)
            .Ignore(Push.Pull)
            .Permit(Push.Kick, Door.Broken);
    }
}
