using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Orchestration.Engine;

/// <summary>The services of one attempt, opened when they are first asked for.</summary>
internal sealed class AttemptScope(AsyncServiceScope scope) : IAsyncDisposable
{
    private object? _own;

    public IServiceProvider Services => scope.ServiceProvider;

    /// <summary>The registered instance, or one that is built with the scope's services and disposed with it.</summary>
    public T Create<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>()
        where T : class
    {
        if (Services.GetService<T>() is { } registered)
        {
            return registered;
        }

        T own = ActivatorUtilities.CreateInstance<T>(Services);
        _own = own;
        return own;
    }

    public async ValueTask DisposeAsync()
    {
        if (_own is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync().ConfigureAwait(false);
        }
        else if (_own is IDisposable disposable)
        {
            disposable.Dispose();
        }

        await scope.DisposeAsync().ConfigureAwait(false);
    }
}
