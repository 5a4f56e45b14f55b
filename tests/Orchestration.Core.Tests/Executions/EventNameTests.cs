using System.Reflection;
using System.Text.Json.Serialization;
using Orchestration.Tests.Architecture;

namespace Orchestration.Tests.Executions;

/// <summary>Every event can be stored under a name of its own.</summary>
public sealed class EventNameTests
{
    private static readonly JsonDerivedTypeAttribute[] Named = [.. typeof(ExecutionEvent).GetCustomAttributes<JsonDerivedTypeAttribute>()];

    [Fact]
    public void Every_event_has_a_name()
    {
        IEnumerable<Type> events = typeof(ExecutionEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ExecutionEvent)) && !type.IsAbstract);

        Expect.None(events.Except(Named.Select(one => one.DerivedType)).Select(type => $"{type.Name} is not among the derived types of {nameof(ExecutionEvent)}."));
    }

    [Fact]
    public void No_two_events_share_a_name() =>
        Assert.Equal(Named.Length, Named.Select(one => one.TypeDiscriminator).Distinct().Count());

    [Fact]
    public void Names_are_in_kebab_case() =>
        Assert.All(Named, one => Assert.Matches("^[a-z]+(-[a-z]+)*$", Assert.IsType<string>(one.TypeDiscriminator)));
}
