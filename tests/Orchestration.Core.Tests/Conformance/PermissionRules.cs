using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orchestration.Permissions;
using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>What an evaluator under test answers, and everything that it was asked.</summary>
internal sealed class PermissionRules
{
    public Func<PermissionRequest, bool> Allow { get; set; } = _ => true;

    public ConcurrentQueue<PermissionRequest> Asked { get; } = new();

    public Task<OrchestrationTestHost> StartHostAsync(Pipeline pipeline, Action<OrchestrationOptions>? options = null) =>
        StartHostAsync([pipeline], options);

    public Task<OrchestrationTestHost> StartHostAsync(IReadOnlyList<Pipeline> pipelines, Action<OrchestrationOptions>? options = null) =>
        OrchestrationTestHost.StartAsync(builder => Register(builder, pipelines, options));

    /// <summary>Registers the evaluator and some pipelines.</summary>
    public void Register(IOrchestrationBuilder builder, IReadOnlyList<Pipeline> pipelines, Action<OrchestrationOptions>? options = null)
    {
        builder.Services.AddSingleton(this);
        builder.Services.AddOrchestration(options);
        builder.UsePermissions<Evaluator>();
        foreach (Pipeline pipeline in pipelines)
        {
            builder.AddPipeline(pipeline);
        }
    }

    /// <summary>Allows a permission to a caller of a name.</summary>
    public static Func<PermissionRequest, bool> Only(string name, params Permission[] permissions) =>
        request => request.Caller.Identity?.Name != name || permissions.Contains(request.Permission);

    private sealed class Evaluator(PermissionRules rules) : IPermissionEvaluator
    {
        public async ValueTask<bool> IsAllowedAsync(PermissionRequest request, CancellationToken cancellationToken)
        {
            rules.Asked.Enqueue(request);
            await Task.Yield();
            return rules.Allow(request);
        }
    }
}
