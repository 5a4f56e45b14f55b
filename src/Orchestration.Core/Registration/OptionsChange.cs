namespace Orchestration.Registration;

/// <summary>One caller's change of the settings; all are applied in the order of registration.</summary>
internal sealed class OptionsChange(Action<OrchestrationOptions> configure)
{
    public static OrchestrationOptions Apply(IEnumerable<OptionsChange> changes)
    {
        OrchestrationOptions options = new();
        foreach (OptionsChange change in changes)
        {
            change.Configure(options);
        }

        return options;
    }

    private void Configure(OrchestrationOptions options) => configure(options);
}
