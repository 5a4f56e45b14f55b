using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ReleasePipeline.Release;

/// <summary>Asks a release for its health.</summary>
public sealed class HealthCheck(TimeProvider timeProvider) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>Waits until it is healthy: asks until the answer is 200 or the time limit is over; another version fails at once.</summary>
    public async Task<HealthReport> WaitAsync(Uri baseAddress, string version, TimeSpan limit, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeLimit = new(limit, timeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeLimit.Token, cancellationToken);
        string? problem = null;
        try
        {
            while (true)
            {
                (HealthReport? report, problem) = await AskAsync(baseAddress, either.Token);
                if (report is not null)
                {
                    return Expect(version, report);
                }

                await Task.Delay(Interval, timeProvider, either.Token);
            }
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new HealthCheckFailedException(
                $"{baseAddress} was not healthy within {limit.TotalSeconds} s: {problem ?? "no answer"}");
        }
    }

    /// <summary>Asks again and again for some time; throws at the first answer that is not healthy.</summary>
    public async Task WatchAsync(Uri baseAddress, string version, TimeSpan time, CancellationToken cancellationToken)
    {
        long begin = timeProvider.GetTimestamp();
        while (timeProvider.GetElapsedTime(begin) < time)
        {
            (HealthReport? report, string? problem) = await AskAsync(baseAddress, cancellationToken);
            Expect(version, report ?? throw new HealthCheckFailedException($"{baseAddress} is no longer healthy: {problem}"));
            await Task.Delay(Interval, timeProvider, cancellationToken);
        }
    }

    /// <summary>Closes its connections.</summary>
    public void Dispose() => _http.Dispose();

    private async Task<(HealthReport? Report, string? Problem)> AskAsync(Uri baseAddress, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage response = await _http.GetAsync(new Uri(baseAddress, "/health"), cancellationToken);
            return response.StatusCode == HttpStatusCode.OK
                ? (await response.Content.ReadFromJsonAsync<HealthReport>(cancellationToken), "empty answer")
                : (null, $"status {(int)response.StatusCode}");
        }
        catch (Exception error) when (error is HttpRequestException or IOException or JsonException)
        {
            return (null, error.Message);
        }
    }

    private static HealthReport Expect(string version, HealthReport report) =>
        string.Equals(report.Version, version, StringComparison.Ordinal)
            ? report
            : throw new HealthCheckFailedException($"Version {version} was expected, but {report.Version} answered.");
}
