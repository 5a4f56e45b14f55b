namespace Orchestration.Exploration.Moves;

/// <summary>What a condition says.</summary>
internal enum Reply
{
    Yes,
    No,
    Threw,
}
