namespace Orchestration;

/// <summary>
/// Thrown by an action whose failure another attempt can't mend: no strategy retries it, and what is to follow the retries follows at once
/// (Flyte: non-recoverable error).
/// </summary>
public sealed class NonRetryableException : Exception
{
    /// <summary>Creates the exception.</summary>
    public NonRetryableException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What went wrong.</param>
    public NonRetryableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">What caused it; the stored failure tells of it too.</param>
    public NonRetryableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
