namespace Greeter.Tests;

/// <summary>Which names are greeted, and how.</summary>
internal static class GreetingTests
{
    public static void AddTo(TestRunner runner)
    {
        runner.Add("a name is greeted", () => Check.Equal("Hello, Ada!", TextFor("Ada")));
        runner.Add("spaces around a name are dropped", () => Check.Equal("Hello, Ada!", TextFor("  Ada ")));
        runner.Add("a blank name is refused", () => Check.Equal(null, TextFor("   ")));
        runner.Add("a missing name is refused", () => Check.Equal(null, TextFor(null)));
        runner.Add("the longest name is greeted", () => Check.Equal(true, TextFor(Name(Greeting.MaxNameLength)) is not null));
        runner.Add("a longer name is refused", () => Check.Equal(null, TextFor(Name(Greeting.MaxNameLength + 1))));
    }

    private static string? TextFor(string? name) => Greeting.TryCreate(name, out Greeting? greeting) ? greeting.Text : null;

    private static string Name(int length) => new('x', length);
}
