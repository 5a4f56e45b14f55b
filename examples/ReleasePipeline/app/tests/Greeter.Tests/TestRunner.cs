namespace Greeter.Tests;

/// <summary>Runs named checks and reports how many passed.</summary>
internal sealed class TestRunner(TextWriter output)
{
    private readonly List<(string Name, Action Body)> _tests = [];

    /// <summary>Adds a check; it fails by throwing.</summary>
    public void Add(string name, Action body) => _tests.Add((name, body));

    /// <summary>Runs all checks; returns the exit code.</summary>
    public int Run()
    {
        int failed = _tests.Count(test => !Passes(test.Name, test.Body));
        output.WriteLine($"{_tests.Count - failed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    private bool Passes(string name, Action body)
    {
        try
        {
            body();
            output.WriteLine($"ok    {name}");
            return true;
        }
        catch (Exception error)
        {
            output.WriteLine($"FAIL  {name}: {error.Message}");
            return false;
        }
    }
}
