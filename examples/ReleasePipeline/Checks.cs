using ReleasePipeline.View;

namespace ReleasePipeline;

/// <summary>Counts which of the example's claims hold.</summary>
internal sealed class Checks(IReleaseView view)
{
    private int _passed;
    private int _failed;

    /// <summary>Whether no claim failed.</summary>
    public bool AllPassed => _failed == 0;

    /// <summary>How many passed and failed.</summary>
    public string Summary => $"{_passed} checks passed, {_failed} failed";

    /// <summary>Checks that something holds.</summary>
    public void That(string claim, bool holds) => Record(claim, holds ? null : "it does not hold");

    /// <summary>Checks a value.</summary>
    public void Equal<T>(string claim, T expected, T actual) =>
        Record(claim, EqualityComparer<T>.Default.Equals(expected, actual) ? null : $"expected {expected}, but found {actual}");

    /// <summary>Checks names, in order.</summary>
    public void Names(string claim, IEnumerable<string> expected, IEnumerable<string> actual) =>
        Equal(claim, string.Join(", ", expected), string.Join(", ", actual));

    /// <summary>Records that the example itself broke off.</summary>
    public void BrokeOff(Exception error) => Record("the example runs to its end", error.ToString());

    private void Record(string claim, string? problem)
    {
        if (problem is null)
        {
            _passed++;
        }
        else
        {
            _failed++;
        }

        view.ShowCheck(claim, problem);
    }
}
