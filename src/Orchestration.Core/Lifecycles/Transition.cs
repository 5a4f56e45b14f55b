namespace Orchestration.Lifecycles;

/// <summary>What a trigger does to a state.</summary>
internal enum Transition : byte
{
    /// <summary>The state does not take the trigger.</summary>
    Refused,

    /// <summary>The trigger is accepted and changes nothing.</summary>
    Ignored,

    /// <summary>The state is left and entered again.</summary>
    Reentered,

    /// <summary>Another state is entered.</summary>
    Moved,
}
