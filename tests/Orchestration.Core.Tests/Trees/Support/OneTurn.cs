using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Trees.Support;

/// <summary>Has several things decided in one turn, one right behind the other: they stand behind a commit whose answer is held back.</summary>
internal sealed class OneTurn : IAsyncDisposable
{
    private readonly HeldStore _store = new();

    public OrchestrationTestOptions Options => new() { OpenStore = () => _store };

    /// <summary>Does these things, in this order, for one turn.</summary>
    /// <param name="context">The context of a running attempt of the execution.</param>
    /// <param name="acts">The things.</param>
    public async Task TogetherAsync(ActionContext context, params Action[] acts)
    {
        await _store.HoldAsync(() => _ = context.RegisterResourceAsync("kind", "key"));
        Array.ForEach(acts, act => act());
        _store.Release();
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
