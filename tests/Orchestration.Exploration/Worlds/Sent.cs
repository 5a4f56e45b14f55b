using Orchestration.Decisions;
using Orchestration.Exploration.Moves;

namespace Orchestration.Exploration.Worlds;

/// <summary>A verb that was accepted, so that it can be sent once more.</summary>
internal sealed record Sent(VerbMove Move, CommandBy By);
