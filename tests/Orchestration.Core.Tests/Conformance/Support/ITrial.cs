using Orchestration.Testing;

namespace Orchestration.Tests.Conformance.Support;

/// <summary>One execution in a host of its own, and the rules for its history.</summary>
internal interface ITrial : IAsyncDisposable
{
    OrchestrationTestHost Host { get; }

    Pipeline Pipeline { get; }

    ExecutionHandle Execution { get; }

    Task CheckHistoriesAsync();
}
