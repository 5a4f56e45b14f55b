using Orchestration.Storage;

namespace Orchestration.CrashTests.Stores;

/// <summary>A kind of store that outlives the process which uses it.</summary>
internal interface ICrashStore
{
    /// <summary>What the command line calls it.</summary>
    string Name { get; }

    /// <summary>Has an engine use the store in a folder, as an application would.</summary>
    void Use(IOrchestrationBuilder builder, string folder);

    /// <summary>The same store without an engine, to look at what is in it.</summary>
    IExecutionStore Create(string folder);
}
