using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Orchestration.Resources;
using Orchestration.Testing;

namespace Orchestration.Tests.Conformance.Support;

/// <summary>Code that undoes, ends and releases, and stops at gates: <c>undo a</c> of the action a, <c>end f</c> of the finalizer f, <c>release k</c> of the key k.</summary>
internal static class Undo
{
    public const string Kind = "container";

    /// <summary>A failed action has this strategy, and each of these actions has code that undoes it.</summary>
    public static TrialSetup Setup(FailureStrategy strategy, params string[] actions)
    {
        TrialSetup setup = new()
        {
            Define = pipeline => pipeline.OnFailure(strategy),
            Configure = builder => builder.AddResourceCleaner<Cleaner>(Kind),
        };
        Array.ForEach(actions, action => setup.Settings[action] = settings => settings.OnRollback(PassGateAsync));
        return setup;
    }

    /// <summary>The actions register a resource of their own name, and then stop at their gate.</summary>
    public static TrialSetup Registering(this TrialSetup setup, params string[] actions)
    {
        foreach (string action in actions)
        {
            setup.Code[action] = async (trial, context, token) =>
            {
                await context.RegisterResourceAsync(Kind, action, cancellationToken: token);
                await trial.Gate(action).PassAsync(token);
            };
        }

        return setup;
    }

    /// <summary>The pipeline declares more, behind what it has.</summary>
    public static TrialSetup Defining(this TrialSetup setup, Action<PipelineBuilder> more)
    {
        Action<PipelineBuilder>? before = setup.Define;
        setup.Define = pipeline =>
        {
            before?.Invoke(pipeline);
            more(pipeline);
        };
        return setup;
    }

    /// <summary>The pipeline has these finalizers, which stop at their gates.</summary>
    public static TrialSetup Ending(this TrialSetup setup, params string[] finalizers) =>
        setup.Defining(pipeline => Array.ForEach(finalizers, finalizer => pipeline.Finally(finalizer, EndAsync)));

    public static Task PassGateAsync(RollbackContext context, CancellationToken cancellationToken) =>
        GateOf(context.Services, $"undo {context.Action}").PassAsync(cancellationToken);

    public static Task IgnoreTokenAsync(RollbackContext context, CancellationToken cancellationToken) =>
        GateOf(context.Services, $"undo {context.Action}").PassIgnoringCancellationAsync();

    public static Task EndAsync(FinalizerContext context, CancellationToken cancellationToken) =>
        GateOf(context.Services, $"end {context.Finalizer}").PassAsync(cancellationToken);

    public static Task EndIgnoringTokenAsync(FinalizerContext context, CancellationToken cancellationToken) =>
        GateOf(context.Services, $"end {context.Finalizer}").PassIgnoringCancellationAsync();

    /// <summary>What was begun, in order: rollbacks, finalizers and releases, by the names of their gates.</summary>
    public static async Task<string> BegunAsync(this ExecutionHandle execution) => string.Join(", ", (await execution.EventsAsync().WithinAsync()).Select(happened => happened switch
    {
        RollbackStarted e => $"undo {e.Action}",
        FinalizerStarted e => $"end {e.Finalizer}",
        ReleaseStarted e => $"release {e.Key}",
        _ => null,
    }).OfType<string>());

    /// <summary>The keys of what is left behind, in the order of registration.</summary>
    public static async Task<string> LeftBehindAsync(this ExecutionHandle execution) =>
        string.Join(" ", (await execution.GetAsync().WithinAsync()).LeftBehind.Select(resource => resource.Key));

    private static Gate GateOf(IServiceProvider services, string name) => services.GetRequiredService<GateSet>()[name];

    [SuppressMessage("Performance", "CA1812", Justification = "Dependency injection makes it.")]
    internal sealed class Cleaner(GateSet gates) : IResourceCleaner
    {
        public async ValueTask ReleaseAsync(Resource resource, CancellationToken cancellationToken) => await gates[$"release {resource.Key}"].PassAsync(cancellationToken);
    }

    [SuppressMessage("Performance", "CA1812", Justification = "Dependency injection makes it.")]
    internal sealed class DeafCleaner(GateSet gates) : IResourceCleaner
    {
        public async ValueTask ReleaseAsync(Resource resource, CancellationToken cancellationToken) => await gates[$"release {resource.Key}"].PassIgnoringCancellationAsync();
    }
}
