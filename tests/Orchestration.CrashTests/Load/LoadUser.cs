namespace Orchestration.CrashTests.Load;

/// <summary>A person in a hurry. Whatever a verb has answered is said aloud; refusals are no news.</summary>
internal sealed class LoadUser(IOrchestrator orchestrator, Told told, int seed)
{
    private const int Known = 40;

    private readonly Random _chance = new(seed);

    public async Task RunAsync()
    {
        while (true)
        {
            try
            {
                await ActAsync();
            }
            catch (OrchestrationException refusal) when (refusal.Code is not (ErrorCode.StoreUnavailable or ErrorCode.StoreCorrupt or ErrorCode.HostStopped))
            {
            }
        }
    }

    private async Task ActAsync()
    {
        ExecutionPage page = await orchestrator.ListAsync(new ExecutionQuery { Limit = Known });
        if (page.Executions.Count == 0 || _chance.Next(3) == 0)
        {
            await StartAsync();
            return;
        }

        ExecutionSummary one = page.Executions[_chance.Next(page.Executions.Count)];
        ExecutionHandle execution = orchestrator.GetHandle(one.Id);
        string[] stages = LoadPipelines.Stages[one.Pipeline];
        string stage = stages[_chance.Next(stages.Length)];
        switch (_chance.Next(8))
        {
            case 0 or 1:
                StopRequest stop = Stopping(new StopRequest());
                await SendAsync(() => execution.StopAsync(stop));
                break;
            case 2:
                AbortRequest abort = Stopping(new AbortRequest { Stage = _chance.Next(2) == 0 ? stage : null });
                await SendAsync(() => execution.AbortAsync(abort));
                break;
            case 3 or 4:
                RetryStageRequest retry = new(stage, (StageRetryMode)_chance.Next(2)) { CommandId = NewId() };
                await SendAsync(() => execution.RetryStageAsync(retry));
                break;
            case 5:
                ResumeRequest resume = new(stage) { CommandId = NewId() };
                await SendTwiceAsync(() => execution.ResumeAsync(resume), next => told.Say(Fact.Resumed, next.Id, execution.Id));
                break;
            case 6:
                ExecutionSnapshot snapshot = await execution.GetAsync();
                told.Say(Fact.Seen, execution.Id, snapshot.Version);
                break;
            default:
                ExecutionSummary closed = await execution.WaitAsync();
                told.Say(Fact.Closed, closed.Id, closed.Status, closed.ClosedAt!.Value.UtcTicks);
                break;
        }
    }

    private Task StartAsync()
    {
        string pipeline = LoadPipelines.Stages.Keys.ElementAt(_chance.Next(LoadPipelines.Stages.Count));
        StartRequest request = new(pipeline) { CommandId = NewId() };
        return SendTwiceAsync(() => orchestrator.StartAsync(request), started => told.Say(Fact.Started, started.Id));
    }

    private Task SendAsync(Func<Task<Receipt>> send) => SendTwiceAsync(send, receipt =>
    {
        told.Say(Fact.Accepted, receipt.CommandId, receipt.Execution);
        _ = SettleAsync(receipt);
    });

    /// <summary>Sometimes the same command is sent by two clicks at once: it must have one effect, and both are answered.</summary>
    private async Task SendTwiceAsync<T>(Func<Task<T>> send, Action<T> answered)
    {
        Task<T>? second = _chance.Next(4) == 0 ? send() : null;
        answered(await send());
        if (second is not null)
        {
            answered(await second);
        }
    }

    private async Task SettleAsync(Receipt receipt)
    {
        Settlement settlement = await receipt.SettledAsync();
        told.Say(Fact.Settled, receipt.CommandId, receipt.Execution, settlement.Status);
    }

    private T Stopping<T>(T request)
        where T : StoppingRequest
    {
        StopMode mode = (StopMode)_chance.Next(3);
        return request with
        {
            CommandId = NewId(),
            Mode = mode,
            Grace = TimeSpan.FromMilliseconds(_chance.Next(20)),
            Deadline = mode == StopMode.Wait && _chance.Next(2) == 0 ? TimeSpan.FromMilliseconds(_chance.Next(40)) : null,
        };
    }

    private Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        _chance.NextBytes(bytes);
        return new Guid(bytes);
    }
}
