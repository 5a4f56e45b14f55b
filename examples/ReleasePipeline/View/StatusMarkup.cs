using Orchestration;
using Spectre.Console;

namespace ReleasePipeline.View;

/// <summary>Gives statuses a colour.</summary>
internal static class StatusMarkup
{
    /// <summary>An action's status.</summary>
    public static string Of(ActionStatus status) => Paint($"{status}", status switch
    {
        ActionStatus.Running => "yellow",
        ActionStatus.Succeeded => "green",
        ActionStatus.Reused or ActionStatus.Skipped => "blue",
        ActionStatus.Stopping or ActionStatus.Aborted or ActionStatus.Abandoned => "darkorange",
        ActionStatus.Failed => "red",
        _ => "grey",
    });

    /// <summary>A stage's name in the colour of its status.</summary>
    public static string Of(string name, StageStatus status) => Paint(name, status switch
    {
        StageStatus.Running => "yellow",
        StageStatus.Succeeded => "green",
        StageStatus.Reused or StageStatus.Skipped => "blue",
        StageStatus.Stopping or StageStatus.Stopped or StageStatus.Aborted => "darkorange",
        StageStatus.Failed => "red",
        _ => "grey",
    });

    private static string Paint(string text, string colour) => $"[{colour}]{Markup.Escape(text)}[/]";
}
