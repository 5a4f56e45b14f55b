namespace Orchestration.Testing;

/// <summary>A store does not keep a promise. The message says what was expected, and what was there.</summary>
public sealed class StoreConformanceException : Exception
{
    internal StoreConformanceException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
