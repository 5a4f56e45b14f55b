using Spectre.Console;

namespace ReleasePipeline.View;

/// <summary>Chooses the view.</summary>
internal static class ReleaseView
{
    /// <summary>A live view on a terminal; plain lines where the output is piped.</summary>
    public static IReleaseView ForConsole() => Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Ansi
        ? new PlainView(Console.Out)
        : new LiveView(AnsiConsole.Console, TimeProvider.System);
}
