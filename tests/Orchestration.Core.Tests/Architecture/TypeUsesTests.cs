using System.Diagnostics;
using System.Net;
using System.Text;

namespace Orchestration.Tests.Architecture;

/// <summary>No way to use a type escapes the search.</summary>
public sealed class TypeUsesTests
{
    [Theory]
    [InlineData(typeof(Inherits), typeof(Random))]
    [InlineData(typeof(Implements), typeof(IFormatProvider))]
    [InlineData(typeof(Constrains<>), typeof(Stream))]
    [InlineData(typeof(Holds), typeof(Version))]
    [InlineData(typeof(Takes), typeof(Version))]
    [InlineData(typeof(Creates), typeof(StringBuilder))]
    [InlineData(typeof(Calls), typeof(Version))]
    [InlineData(typeof(CallsWithArgument), typeof(Version))]
    [InlineData(typeof(CallsInLambda), typeof(Version))]
    [InlineData(typeof(CallsAfterAwait), typeof(Version))]
    [InlineData(typeof(Reads), typeof(IPAddress))]
    [InlineData(typeof(Asks), typeof(Version))]
    [InlineData(typeof(Catches), typeof(TimeZoneNotFoundException))]
    [InlineData(typeof(Marks), typeof(ObsoleteAttribute))]
    [InlineData(typeof(MarksWith), typeof(Version))]
    public void A_use_is_found(Type user, Type used)
    {
        Assert.Contains(used, TypeUses.Of(user));
        Assert.DoesNotContain(used, TypeUses.Of(typeof(Unrelated)));
    }

    public sealed class Inherits : Random;

    public sealed class Implements : IFormatProvider
    {
        public object? GetFormat(Type? formatType) => null;
    }

    public sealed class Constrains<T>
        where T : Stream;

    public sealed class Holds
    {
        public Dictionary<string, Version[]> Value { get; } = null!;
    }

    public sealed class Takes
    {
        public void Take(ref Version value) => value = null!;
    }

    public sealed class Creates
    {
        public object Value() => new StringBuilder();
    }

    public sealed class Calls
    {
        public object Value() => Version.Parse("1.0");
    }

    public sealed class CallsWithArgument
    {
        public object Value() => Array.Empty<Version>();
    }

    public sealed class CallsInLambda
    {
        public Func<object> Value() => static () => Version.Parse("1.0");
    }

    public sealed class CallsAfterAwait
    {
        public async Task<object> ValueAsync()
        {
            await Task.Yield();
            return Version.Parse("1.0");
        }
    }

    public sealed class Reads
    {
        public object Value() => IPAddress.Loopback;
    }

    public sealed class Asks
    {
        public bool Value(object value) => value is Version;
    }

    public sealed class Catches
    {
        public void Act(System.Action act)
        {
            try
            {
                act();
            }
            catch (TimeZoneNotFoundException)
            {
                act();
            }
        }
    }

    public sealed class Marks
    {
        [Obsolete("An example.")]
        public int Value { get; }
    }

    [DebuggerTypeProxy(typeof(Version))]
    public sealed class MarksWith;

    public sealed class Unrelated
    {
        public string Value() => string.Join(", ", "Version", "StringBuilder");
    }
}
