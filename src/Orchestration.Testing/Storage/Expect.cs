using System.Runtime.CompilerServices;
using System.Text;
using Orchestration.Storage;

namespace Orchestration.Testing;

/// <summary>What scenarios ask, independent of a test framework.</summary>
internal static class Expect
{
    public static void Equal<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw Failure(what, Text(expected), Text(actual));
        }
    }

    public static void True(bool condition, string what, [CallerArgumentExpression(nameof(condition))] string? expression = null)
    {
        if (!condition)
        {
            throw Failure(what, $"that {expression}", "not so");
        }
    }

    public static void Sequence<T>(IEnumerable<T> expected, IEnumerable<T> actual, string what)
    {
        string[] wanted = [.. expected.Select(Text)];
        string[] found = [.. actual.Select(Text)];
        if (!wanted.SequenceEqual(found))
        {
            throw Failure(what, $"[{string.Join(", ", wanted)}]", $"[{string.Join(", ", found)}]");
        }
    }

    /// <summary>Compares type, sequence, time and every stored property.</summary>
    public static void Events(IReadOnlyList<ExecutionEvent> expected, IReadOnlyList<ExecutionEvent> actual, string what)
    {
        Sequence(
            expected.Select(e => $"{e.Sequence} {e.GetType().Name}"), actual.Select(e => $"{e.Sequence} {e.GetType().Name}"), what);
        for (int index = 0; index < expected.Count; index++)
        {
            string wanted = StoredSamples.Json(expected[index]);
            string found = StoredSamples.Json(actual[index]);
            if (wanted != found)
            {
                throw Failure($"{what}, event {expected[index].Sequence}", Difference(wanted, found), Difference(found, wanted));
            }
        }
    }

    public static void Summary(ExecutionSummary? expected, ExecutionSummary? actual, string what)
    {
        string wanted = expected is null ? "none" : StoredSamples.Json(expected);
        string found = actual is null ? "none" : StoredSamples.Json(actual);
        if (wanted != found)
        {
            throw Failure(what, wanted, found);
        }
    }

    public static void Pipeline(PipelineRecord? expected, PipelineRecord? actual, string what)
    {
        string wanted = expected is null ? "none" : StoredSamples.Json(expected);
        string found = actual is null ? "none" : StoredSamples.Json(actual);
        if (wanted != found)
        {
            throw Failure(what, Difference(wanted, found), Difference(found, wanted));
        }
    }

    public static void Results(IEnumerable<CommitResult> actual, string what, params CommitResult[] expected) => Sequence(expected, actual, what);

    public static async Task ThrowsAsync<TException>(Func<Task> call, string what, Func<TException, bool>? isExpected = null)
        where TException : Exception
    {
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (TException exception) when (isExpected is null || isExpected(exception))
        {
            return;
        }
        catch (Exception exception)
        {
            throw new StoreConformanceException(
                $"{what}: expected {typeof(TException).Name}, but {exception.GetType().Name} was thrown: {exception.Message}", exception);
        }

        throw Failure(what, typeof(TException).Name, "no exception");
    }

    private static StoreConformanceException Failure(string what, string expected, string actual) =>
        new($"{what}: expected {expected}, but found {actual}.");

    private static string Text<T>(T value) => value?.ToString() ?? "null";

    /// <summary>The text around the first difference; a large payload would hide it.</summary>
    private static string Difference(string text, string other)
    {
        int at = text.AsSpan().CommonPrefixLength(other);
        int from = Math.Max(0, at - 40);
        return new StringBuilder().Append("...").Append(text.AsSpan(from, Math.Min(120, text.Length - from))).Append("...").ToString();
    }
}
