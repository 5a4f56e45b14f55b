namespace Orchestration;

/// <summary>An exception of user code as it is stored: what it was, what it said, where it came from.</summary>
/// <param name="Type">The full name of the exception's type.</param>
/// <param name="Message">Its message.</param>
/// <param name="Details">The exception with its inner ones and stack traces, at most 8,000 characters.</param>
public sealed record Failure(string Type, string Message, string? Details = null)
{
    private const int MaxDetails = 8_000;

    /// <summary>The attempt's own token was signalled, and its code left by it: where it did so is of no interest.</summary>
    internal static Failure ByOwnToken { get; } = new(typeof(OperationCanceledException).FullName!, "The attempt's token was signalled.");

    internal static Failure Of(Exception exception)
    {
        string details = exception.ToString();
        return new Failure(
            exception.GetType().FullName ?? exception.GetType().Name,
            exception.Message,
            details.Length <= MaxDetails ? details : details[..MaxDetails]);
    }
}
