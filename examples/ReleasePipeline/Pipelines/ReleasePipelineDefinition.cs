using Microsoft.Extensions.DependencyInjection;
using Orchestration;
using ReleasePipeline.Pipelines.Actions;
using ReleasePipeline.Pipelines.Values;
using ReleasePipeline.Release;

namespace ReleasePipeline.Pipelines;

/// <summary>How the application is released: build, publish, deploy, switch.</summary>
internal static class ReleasePipelineDefinition
{
    /// <summary>The pipeline. Each action is a class; what one returns is given to another by reference.</summary>
    public static Pipeline<ReleaseInput> Release { get; } = Pipeline.Define<ReleaseInput>("release", pipeline =>
    {
        pipeline.Label("application", "greeter");

        StageBuilder build = pipeline.Stage("build");
        build.Action<Restore>("restore", action => action.When(IsNotRestored));
        ActionRef<CompiledBuild> compiled = build.Action<Compile, ReleaseInput, CompiledBuild>("compile", pipeline.Input);
        build.Parallel(group =>
        {
            group.Action<UnitTests>("unit-tests");
            group.Action<CheckFormat>("format");
        });

        StageBuilder publish = pipeline.Stage("publish");
        ActionRef<PublishedRelease> published = publish.Action<Publish, CompiledBuild, PublishedRelease>("publish", compiled);

        StageBuilder deploy = pipeline.Stage("deploy").Label("environment", "production");
        ActionRef<RunningRelease> running = deploy.Action<StartRelease, PublishedRelease, RunningRelease>("start", published);
        deploy.Action<VerifyHealth, RunningRelease>("verify", running);

        pipeline.Stage("switch").Action<SwitchCurrent, PublishedRelease>("link", published);
    });

    private static bool IsNotRestored(ConditionContext context) =>
        !context.Services.GetRequiredService<Workspace>().IsRestored;
}
