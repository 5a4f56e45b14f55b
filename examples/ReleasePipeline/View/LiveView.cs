using Orchestration;
using Spectre.Console;

namespace ReleasePipeline.View;

/// <summary>Keeps a table of the release up to date on a terminal.</summary>
internal sealed class LiveView(IAnsiConsole console, TimeProvider time) : IReleaseView
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(200);

    public void ShowTitle(string title)
    {
        console.WriteLine();
        console.Write(new Rule($"[bold]{Markup.Escape(title)}[/]").LeftJustified());
    }

    public void ShowLine(string line) => console.WriteLine(line);

    public void ShowCheck(string claim, string? problem) => console.MarkupLine(problem is null
        ? $"  [green]ok[/]    {Markup.Escape(claim)}"
        : $"  [red]FAIL[/]  {Markup.Escape(claim)}: {Markup.Escape(problem)}");

    public async Task<long> FollowAsync(ExecutionHandle release, long fromSequence, CancellationToken cancellationToken)
    {
        FollowedRelease followed = new(release, fromSequence);
        await followed.ReadAsync(cancellationToken);
        await console.Live(ReleaseTable.Of(followed, time.GetUtcNow())).StartAsync(live => ShowAsync(live, followed, cancellationToken));
        return followed.LastSequence;
    }

    /// <summary>Redraws while the release goes on, so that running times are seen to pass.</summary>
    private async Task ShowAsync(LiveDisplayContext live, FollowedRelease followed, CancellationToken cancellationToken)
    {
        using PeriodicTimer refresh = new(RefreshInterval, time);
        Task watching = followed.WatchAsync(cancellationToken);
        while (!watching.IsCompleted)
        {
            live.UpdateTarget(ReleaseTable.Of(followed, time.GetUtcNow()));
            await Task.WhenAny(watching, refresh.WaitForNextTickAsync(CancellationToken.None).AsTask());
        }

        live.UpdateTarget(ReleaseTable.Of(followed, time.GetUtcNow()));
        await watching;
    }
}
