using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orchestration.Engine;
using Orchestration.Model;
using Orchestration.Permissions;
using Orchestration.Registration;
using Orchestration.Storage;

namespace Orchestration;

/// <summary>Registers the engine.</summary>
public static class OrchestrationServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IOrchestrator"/> and <see cref="IOrchestrationEngine"/> as singletons. By default histories are kept in memory,
    /// and everybody may do everything. Calling it again adds to the settings.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes settings.</param>
    public static IOrchestrationBuilder AddOrchestration(this IServiceCollection services, Action<OrchestrationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (configure is not null)
        {
            services.AddSingleton(new OptionsChange(configure));
        }

        services.TryAddSingleton(static provider => OptionsChange.Apply(provider.GetServices<OptionsChange>()));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Scheduler, ThreadPoolScheduler>();
        services.TryAddSingleton<IExecutionStore, InMemoryExecutionStore>();
        services.TryAddSingleton<IPermissionEvaluator, AllowAllPermissions>();
        services.TryAddSingleton(static provider => new EngineCore(
            provider.GetRequiredService<OrchestrationOptions>(),
            provider.GetRequiredService<IExecutionStore>(),
            provider.GetRequiredService<IPermissionEvaluator>(),
            provider.GetServices<Pipeline>(),
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Scheduler>(),
            provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance));
        services.TryAddSingleton<IOrchestrator>(static provider => new Orchestrator(provider.GetRequiredService<EngineCore>(), Caller.Anonymous));
        services.TryAddSingleton<IOrchestrationEngine, OrchestrationEngine>();
        return new OrchestrationBuilder(services);
    }
}
