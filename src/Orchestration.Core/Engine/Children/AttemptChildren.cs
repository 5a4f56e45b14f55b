using System.Diagnostics.CodeAnalysis;
using Orchestration.Decisions;
using Orchestration.Definitions;

namespace Orchestration.Engine;

/// <summary>Starts the child actions of one attempt: keys, the bound on starts that wait to be stored, and what is refused at once. Thread-safe.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing to dispose of.")]
internal sealed class AttemptChildren(Attempt attempt, LiveExecution live, ActionStructure parent) : IChildren
{
    /// <summary>How many starts of one attempt may wait to be stored.</summary>
    public const int MostWaiting = 1_000;

    private readonly SemaphoreSlim _free = new(MostWaiting);
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private int _starts;

    public CancellationToken Token => attempt.Signalled;

    public Payload Write<T>(T input)
    {
        try
        {
            return live.Engine.Payloads.Write(input);
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or NotSupportedException)
        {
            throw Refusals.Invalid(Verb.StartChild, TargetOf(key: null), $"the input of type {typeof(T)} can't be written as JSON: {exception.Message}");
        }
    }

    public string NextKey(string name)
    {
        lock (_positions)
        {
            int position = _positions.GetValueOrDefault(name) + 1;
            _positions[name] = position;
            return $"{name}-{position}";
        }
    }

    public IChild Start(ChildCode code, ChildOptions options)
    {
        Child child = Prepare(code, options, out OrchestrationException? refusal);
        if (refusal is null)
        {
            _free.Wait(Token);
            Post(child);
        }
        return child;
    }

    public async ValueTask<IChild> StartAsync(ChildCode code, ChildOptions options)
    {
        Child child = Prepare(code, options, out OrchestrationException? refusal);
        if (refusal is null)
        {
            await _free.WaitAsync(Token).ConfigureAwait(false);
            Post(child);
        }
        return child;
    }

    private Child Prepare(ChildCode code, ChildOptions options, out OrchestrationException? refusal)
    {
        attempt.EnsureMayStart();
        string name = options.Name ?? code.Name;
        string key = options.Key ?? NextKey(name);
        ChildStart start = new(
            parent.Index, attempt.Number, Interlocked.Increment(ref _starts), key, name, code.Type, code.Input, code.Output?.ToString(), options);
        Child child = new(live, code, start, Decided, Token);
        string? unknown = code.Output is { } output && !live.Engine.Payloads.Knows(output) ? $"its result of type {output} can't be written as JSON: no type information is known." : null;
        refusal = (ChildRules.Find(options, name) ?? unknown) is { } why ? Refusals.Invalid(Verb.StartChild, TargetOf(key), why)
            : attempt.HasEnded ? OrchestrationException.Refuse(ErrorCode.ScopeClosed, Verb.StartChild, TargetOf(key), $"attempt {attempt.Number} of '{parent.Path}' has ended.")
            : null;
        if (refusal is not null)
        {
            child.Refuse(refusal);
        }
        return child;
    }

    private void Post(Child child)
    {
        if (!live.Post(child))
        {
            Decided();
            child.Refuse(OrchestrationException.Refuse(ErrorCode.ScopeClosed, Verb.StartChild, TargetOf(child.Key), $"execution {live.Id} is closed."));
        }
    }

    private void Decided() => _free.Release();

    private Target TargetOf(string? key) => new(live.State!.Structure.Name, live.Id, parent.Stage.Name, key is null ? parent.Name : $"{parent.Name}/{key}");
}
