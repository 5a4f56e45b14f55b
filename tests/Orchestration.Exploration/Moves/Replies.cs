using Orchestration.Decisions;

namespace Orchestration.Exploration.Moves;

internal static class Replies
{
    public static ConditionAnswer ToAnswer(this Reply reply) =>
        new(reply == Reply.Yes, reply == Reply.Threw ? new Failure("Example.Exception", "It threw.") : null);
}
