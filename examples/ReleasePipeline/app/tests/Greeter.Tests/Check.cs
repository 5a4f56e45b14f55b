namespace Greeter.Tests;

/// <summary>The one assertion the tests need.</summary>
internal static class Check
{
    /// <summary>Throws unless both values are equal.</summary>
    public static void Equal<T>(T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new InvalidOperationException($"expected <{expected}> but was <{actual}>");
        }
    }
}
