namespace ReleasePipeline.Scenarios;

/// <summary>One thing that the library can do, shown with a real release.</summary>
internal interface IScenario
{
    /// <summary>What is shown.</summary>
    string Title { get; }

    /// <summary>Shows it, and checks that it came out as claimed.</summary>
    Task RunAsync(ScenarioContext scenario, CancellationToken cancellationToken);
}
