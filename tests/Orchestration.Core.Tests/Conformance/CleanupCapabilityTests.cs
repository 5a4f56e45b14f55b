using Microsoft.Extensions.DependencyInjection;
using Orchestration.Resources;
using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Capabilities around pauses, single actions, interventions, rollbacks, finalizers and releases.</summary>
public sealed class CleanupCapabilityTests
{
    private const string Sketch = "build: a b, c; deploy: d";

    private static readonly Dictionary<string, Func<Trial, Task>> All = new()
    {
        ["running"] = trial => trial.ReachedAsync("a", "b"),
        ["marking is disabled"] = trial => trial.ReachedAsync("a", "b"),
        ["pausing"] = async trial =>
        {
            await trial.ReachedAsync("a", "b");
            await trial.Execution.PauseAsync();
        },
        ["paused"] = PauseAsync,
        ["unpaused"] = async trial =>
        {
            await PauseAsync(trial);
            await trial.Execution.UnpauseAsync();
            await trial.ReachedAsync("c");
        },
        ["stopped in a pause"] = async trial =>
        {
            await trial.ReachedAsync("a", "b");
            await trial.Execution.PauseAsync();
            await trial.StopAsync();
        },
        ["aborting an action"] = async trial =>
        {
            await trial.ReachedAsync("a", "b");
            await trial.Execution.AbortActionAsync("build", "b");
        },
        ["marking an action"] = async trial =>
        {
            await trial.ReachedAsync("a", "b");
            await trial.Execution.MarkFailedAsync(new MarkFailedRequest("build", "b") { Mode = StopMode.Wait });
        },
        ["marking a stage"] = async trial =>
        {
            await trial.ReachedAsync("a", "b");
            await trial.Execution.MarkFailedAsync(new MarkFailedRequest("build") { Mode = StopMode.Wait });
        },
        ["waiting for an intervention"] = InterventionAsync,
        ["an intervention in a pause"] = async trial =>
        {
            await InterventionAsync(trial);
            await trial.Execution.PauseAsync();
        },
        ["an intervention under a stop"] = async trial =>
        {
            await InterventionAsync(trial);
            await trial.StopAsync();
        },
        ["after an intervention"] = async trial =>
        {
            await InterventionAsync(trial);
            await trial.Execution.InterveneAsync("build", "a", Intervention.Ignore);
        },
        ["rolling back"] = RollBackAsync,
        ["stopped while rolling back"] = async trial =>
        {
            await RollBackAsync(trial);
            await trial.StopAsync();
        },
        ["rolled back"] = async trial =>
        {
            trial.Open("undo", "notify", "slot");
            await RollBackAsync(trial);
            await trial.Execution.WaitAsync();
        },
        ["finalizing"] = FinalizeAsync,
        ["finalizing after an abort"] = async trial =>
        {
            await trial.ReachedAsync("a", "b");
            await trial.Execution.AbortAsync(new AbortRequest { Mode = StopMode.Abandon, RunFinalizers = true });
            await trial.ReachedAsync("notify");
        },
        ["closed with resources"] = CloseAsync,
        ["releasing"] = async trial =>
        {
            await CloseAsync(trial);
            await trial.Execution.ReleaseResourcesAsync();
            await trial.ReachedAsync("slot");
        },
        ["released"] = async trial =>
        {
            trial.Open("slot");
            await CloseAsync(trial);
            await (await trial.Execution.ReleaseResourcesAsync()).SettledAsync();
        },
    };

    public static TheoryData<string> Situations { get; } = [.. All.Keys];

    [Theory]
    [MemberData(nameof(Situations))]
    public Task Each_verb_answers_what_its_capability_says(string situation) => CapabilityRules.CheckAsync(async () =>
    {
        Trial trial = await Trial.StartAsync(Sketch, Setup(allowMarkFailed: situation != "marking is disabled"));
        await All[situation](trial).WithinAsync(trial.Host.Describe);
        await trial.Host.IdleAsync();
        return trial;
    });

    /// <summary>A failing <c>a</c> asks a person, a failing <c>d</c> rolls the pipeline back; <c>b</c> may be aborted, hears no signal and leaves a resource.</summary>
    private static TrialSetup Setup(bool allowMarkFailed)
    {
        TrialSetup setup = new();
        setup.Code["b"] = async (trial, context, _) =>
        {
            await context.RegisterResourceAsync("slot", "1", cancellationToken: CancellationToken.None);
            await trial.Gate("b").PassIgnoringCancellationAsync();
        };
        setup.Settings["a"] = action => action.OnFailure(FailureStrategy.Intervene(TimeSpan.FromHours(1)));
        setup.Settings["b"] = action => action.Abortable().OnRollback((context, token) => PassAsync(context.Services, "undo", token));
        setup.Settings["d"] = action => action.OnFailure(FailureStrategy.RollbackPipeline);
        setup.Define = define => define.Finally("notify", (context, token) => PassAsync(context.Services, "notify", token));
        setup.Configure = builder =>
        {
            builder.AddResourceCleaner<SlotCleaner>("slot");
            builder.Services.AddOrchestration(options => options.AllowMarkFailed = allowMarkFailed);
        };
        return setup;
    }

    private static Task PassAsync(IServiceProvider services, string gate, CancellationToken cancellationToken) =>
        services.GetRequiredService<GateSet>()[gate].PassAsync(cancellationToken);

    private static async Task PauseAsync(Trial trial)
    {
        await trial.ReachedAsync("a", "b");
        await trial.Execution.PauseAsync();
        trial.Open("a", "b");
        await trial.UntilAsync("Paused [build: Running (a=Succeeded, b=Succeeded, c=Pending); deploy: Pending (d=Pending)]");
    }

    private static async Task InterventionAsync(Trial trial)
    {
        await trial.ReachedAsync("b");
        trial.Fail("a");
        await trial.Execution.UntilAsync(snapshot => snapshot["build"]["a"].WaitsFor == ActionWait.Intervention);
    }

    private static Task RollBackAsync(Trial trial)
    {
        trial.Open("a", "b", "c");
        trial.Fail("d");
        return trial.ReachedAsync("undo");
    }

    private static Task FinalizeAsync(Trial trial)
    {
        trial.Open("a", "b", "c", "d");
        return trial.ReachedAsync("notify");
    }

    private static async Task CloseAsync(Trial trial)
    {
        trial.Open("notify");
        await FinalizeAsync(trial);
        await trial.Execution.WaitAsync();
    }

    private sealed class SlotCleaner(GateSet gates) : IResourceCleaner
    {
        public async ValueTask ReleaseAsync(Resource resource, CancellationToken cancellationToken) => await gates["slot"].PassAsync(cancellationToken);
    }
}
