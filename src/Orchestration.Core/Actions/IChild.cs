namespace Orchestration;

/// <summary>What a handle on a child action asks of the engine.</summary>
internal interface IChild
{
    string Key { get; }

    string Name { get; }

    /// <summary>Null until its start is stored.</summary>
    int? Id { get; }

    ActionStatus Status { get; }

    /// <summary>The signal of the attempt that has started it: who awaits inside a signalled attempt is told that, and nothing else.</summary>
    CancellationToken Token { get; }

    /// <summary>Completes when it has closed, or when its start was refused; never faults.</summary>
    Task<ChildEnd> Ended { get; }

    void Cancel(string? reason);

    /// <summary>Reads its result.</summary>
    T Read<T>(Payload? output);
}
