using Orchestration.Decisions;
using Orchestration.Executions;

namespace Orchestration.Exploration.Moves;

/// <summary>What became of a move.</summary>
/// <param name="Verdict">The answer.</param>
/// <param name="Next">The draft of the execution that a resume created.</param>
internal readonly record struct Decided(Verdict Verdict, Draft? Next = null);
