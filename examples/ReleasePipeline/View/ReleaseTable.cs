using Orchestration;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ReleasePipeline.View;

/// <summary>Draws a release: one row for each action.</summary>
internal static class ReleaseTable
{
    /// <summary>The table, with the last event below it.</summary>
    public static IRenderable Of(FollowedRelease followed, DateTimeOffset now)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumns("stage", "action", "status", "attempt", "time");
        foreach (StageSnapshot stage in followed.Snapshot?.Stages ?? [])
        {
            string stageName = StatusMarkup.Of(stage.Name, stage.Status);
            foreach (ActionSnapshot action in stage.Actions)
            {
                table.AddRow(stageName, Markup.Escape(action.Name), StatusMarkup.Of(action.Status), Attempt(action), Time(action, now));
                stageName = "";
            }
        }

        return new Rows(table, new Text(followed.LastEvent) { Overflow = Overflow.Ellipsis });
    }

    private static string Attempt(ActionSnapshot action) => action.Attempt == 0 ? "" : $"{action.Attempt}";

    private static string Time(ActionSnapshot action, DateTimeOffset now) =>
        action.StartedAt is { } started ? $"{((action.ClosedAt ?? now) - started).TotalSeconds:0.0} s" : "";
}
