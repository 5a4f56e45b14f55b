namespace Orchestration.Exploration.Moves;

/// <summary>How the code of an attempt returns.</summary>
internal enum Ending
{
    Success,
    Failure,

    /// <summary>It throws, and another attempt would be of no use.</summary>
    FatalFailure,

    /// <summary>It throws because its own token was signalled.</summary>
    Cancellation,
}
