using Orchestration;

namespace ReleasePipeline.View;

/// <summary>Writes a line for each event, for logs and pipes.</summary>
internal sealed class PlainView(TextWriter output) : IReleaseView
{
    public void ShowTitle(string title) => ShowLine($"{Environment.NewLine}{title}");

    public void ShowLine(string line) => output.WriteLine(line);

    public void ShowCheck(string claim, string? problem) => ShowLine(problem is null ? $"  ok    {claim}" : $"  FAIL  {claim}: {problem}");

    public async Task<long> FollowAsync(ExecutionHandle release, long fromSequence, CancellationToken cancellationToken)
    {
        long last = fromSequence - 1;
        await foreach (ExecutionEvent happened in release.WatchAsync(new WatchRequest { FromSequence = fromSequence }, cancellationToken))
        {
            last = happened.Sequence;
            if (EventText.Of(happened) is { } text)
            {
                ShowLine($"  {happened.At.ToLocalTime():HH:mm:ss.f}  {text}");
            }
        }

        return last;
    }
}
