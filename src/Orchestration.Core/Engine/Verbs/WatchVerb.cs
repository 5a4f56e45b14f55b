using System.Runtime.CompilerServices;
using Orchestration.Executions;
using Orchestration.Permissions;

namespace Orchestration.Engine;

internal static class WatchVerb
{
    private const int PageSize = 500;

    public static async IAsyncEnumerable<ExecutionEvent> RunAsync(
        Func<CancellationToken, VerbCall> begin, WatchRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        VerbCall call = begin(cancellationToken);
        long next = await call.RunAsync(one => BeginAsync(one, request)).ConfigureAwait(false);
        while (true)
        {
            IReadOnlyList<ExecutionEvent> page = await call.Engine.Store.ReadAsync(call.Execution, next, PageSize, cancellationToken).ConfigureAwait(false);
            foreach (ExecutionEvent happened in page)
            {
                next = happened.Sequence + 1;
                yield return happened;
                if (happened is ExecutionClosed && request.Until == WatchUntil.Closed && await IsLastCloseAsync(call, happened.Sequence).ConfigureAwait(false))
                {
                    yield break;
                }
            }

            if (page.Count == 0 && (request.Until == WatchUntil.Now || await IsOverAsync(call, request, next).ConfigureAwait(false)))
            {
                yield break;
            }
        }
    }

    private static async Task<long> BeginAsync(VerbCall call, WatchRequest request)
    {
        await call.AuthorizeAsync(Permission.View).ConfigureAwait(false);
        if (request.FromSequence < 1 || !Enum.IsDefined(request.Until))
        {
            throw call.Invalid($"a watch begins with sequence 1 or later, not {request.FromSequence}, and ends at a known point.");
        }

        await call.AskAsync(static state => state).ConfigureAwait(false);
        return request.FromSequence;
    }

    /// <summary>Waits for the next event; true where a closed execution has no more to wait for.</summary>
    private static async Task<bool> IsOverAsync(VerbCall call, WatchRequest request, long next)
    {
        bool endsWithClose = request.Until == WatchUntil.Closed;
        ExecutionState state = await call
            .AskAsync(state => state.Version >= next || (endsWithClose && state.Closed is not null) ? state : null)
            .ConfigureAwait(false);
        return state.Version < next;
    }

    private static async Task<bool> IsLastCloseAsync(VerbCall call, long sequence)
    {
        ExecutionState state = await call.AskAsync(static state => state).ConfigureAwait(false);
        return state.Closed?.Sequence == sequence;
    }
}
