using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orchestration.Permissions;
using Orchestration.Resources;
using Orchestration.Storage;

namespace Orchestration;

/// <summary>What a host adds to the engine.</summary>
public static class OrchestrationBuilderExtensions
{
    /// <summary>Registers a pipeline. Of several with one name the last is the newest: starts use it; the others finish what they began.</summary>
    /// <param name="builder">The registration.</param>
    /// <param name="pipeline">The pipeline.</param>
    public static IOrchestrationBuilder AddPipeline(this IOrchestrationBuilder builder, Pipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(pipeline);
        builder.Services.AddSingleton(pipeline);
        return builder;
    }

    /// <summary>Says who may do what, instead of allowing everything.</summary>
    /// <typeparam name="TEvaluator">The evaluator; one instance serves all calls.</typeparam>
    /// <param name="builder">The registration.</param>
    public static IOrchestrationBuilder UsePermissions<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TEvaluator>(
        this IOrchestrationBuilder builder)
        where TEvaluator : class, IPermissionEvaluator
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<IPermissionEvaluator, TEvaluator>());
        return builder;
    }

    /// <summary>
    /// Says by a table who may do what, instead of allowing everything: what no row grants is denied; without rows, everything. Of several
    /// evaluators the last registered one counts.
    /// </summary>
    /// <param name="builder">The registration.</param>
    /// <param name="grants">The rows, in any order; read at once.</param>
    /// <exception cref="PermissionTableException">Rows are wrong; it lists every error.</exception>
    public static IOrchestrationBuilder UsePermissionTable(this IOrchestrationBuilder builder, params PermissionGrant[] grants)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<IPermissionEvaluator>(new PermissionTable(grants)));
        return builder;
    }

    /// <summary>Keeps histories in a store, instead of in memory.</summary>
    /// <param name="builder">The registration.</param>
    /// <param name="create">Creates the store; the engine opens and disposes it.</param>
    public static IOrchestrationBuilder UseStore(this IOrchestrationBuilder builder, Func<IServiceProvider, IExecutionStore> create)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(create);
        builder.Services.Replace(ServiceDescriptor.Singleton(create));
        return builder;
    }

    /// <summary>Registers the cleaner of a kind of resources, as a singleton keyed by the kind. The last one of a kind counts.</summary>
    /// <typeparam name="TCleaner">The cleaner; one instance serves all calls.</typeparam>
    /// <param name="builder">The registration.</param>
    /// <param name="kind">The kind, as actions register it.</param>
    public static IOrchestrationBuilder AddResourceCleaner<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TCleaner>(
        this IOrchestrationBuilder builder, string kind)
        where TCleaner : class, IResourceCleaner
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        builder.Services.AddKeyedSingleton<IResourceCleaner, TCleaner>(kind);
        return builder;
    }
}
