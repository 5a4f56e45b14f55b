namespace Orchestration.Definitions;

/// <summary>What an attempt does for code that starts child actions.</summary>
internal interface IChildren
{
    /// <summary>The signal of the attempt.</summary>
    CancellationToken Token { get; }

    /// <summary>Writes an input as JSON.</summary>
    Payload Write<T>(T input);

    /// <summary>Starts a child; where too many starts of the attempt wait to be stored it blocks until one is.</summary>
    IChild Start(ChildCode code, ChildOptions options);

    /// <summary>Starts a child; where too many starts of the attempt wait to be stored it waits until one is.</summary>
    ValueTask<IChild> StartAsync(ChildCode code, ChildOptions options);

    /// <summary>The next key of a name that is given none.</summary>
    string NextKey(string name);
}
