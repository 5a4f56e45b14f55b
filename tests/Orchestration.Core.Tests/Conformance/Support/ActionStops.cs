using Orchestration.Testing;

namespace Orchestration.Tests.Conformance.Support;

/// <summary>Setups for what ends one action, and the verbs that do.</summary>
internal static class ActionStops
{
    /// <summary>A setup in which marking as failed is allowed, whose named actions are abortable.</summary>
    public static TrialSetup Setup(params string[] abortable)
    {
        TrialSetup setup = new() { Configure = builder => builder.Services.AddOrchestration(options => options.AllowMarkFailed = true) };
        Array.ForEach(abortable, name => setup.Settings[name] = action => action.Abortable());
        return setup;
    }

    /// <summary>Gives an action a strategy, beside the settings it has.</summary>
    public static TrialSetup OnFailure(this TrialSetup setup, string action, FailureStrategy strategy)
    {
        Action<ActionBuilder>? before = setup.Settings.GetValueOrDefault(action);
        setup.Settings[action] = settings =>
        {
            before?.Invoke(settings);
            settings.OnFailure(strategy);
        };
        return setup;
    }

    /// <summary>The named actions don't look at their token.</summary>
    public static TrialSetup Deaf(this TrialSetup setup, params string[] actions)
    {
        Array.ForEach(actions, name => setup.Code[name] = (trial, _, _) => trial.Gate(name).PassIgnoringCancellationAsync());
        return setup;
    }

    /// <summary>What the code of an action is given.</summary>
    public static TrialSetup Seen(this TrialSetup setup, string action, Action<ActionContext, CancellationToken> see)
    {
        setup.Code[action] = (trial, context, token) =>
        {
            see(context, token);
            return trial.Gate(action).PassIgnoringCancellationAsync();
        };
        return setup;
    }

    /// <summary>Aborts an action of the stage "build".</summary>
    public static Task<Receipt> AbortAsync(
        this Trial trial, string action, StopMode mode = StopMode.Cancel, AbortResolution resolution = AbortResolution.Strategy, string? reason = null) =>
        trial.SendAsync(new AbortActionRequest("build", action) { Mode = mode, Resolution = resolution, Reason = reason });

    /// <summary>Marks the stage "build", or an action of it, as failed.</summary>
    public static Task<Receipt> MarkAsync(this Trial trial, string? action = null, StopMode mode = StopMode.Cancel, string? reason = null) =>
        trial.SendAsync(new MarkFailedRequest("build", action) { Mode = mode, Reason = reason });

    /// <summary>Sends a command that ends something, and waits until it has had its immediate effects.</summary>
    public static async Task<Receipt> SendAsync(this Trial trial, EndingRequest request)
    {
        Receipt receipt = await trial.Execution.SendAsync(request).WithinAsync(trial.Host.Describe);
        await receipt.EffectiveAsync().WithinAsync(trial.Host.Describe);
        return receipt;
    }

    public static Task<Receipt> SendAsync(this ExecutionHandle execution, CommandRequest request) => request switch
    {
        StopRequest stop => execution.StopAsync(stop),
        AbortRequest abort => execution.AbortAsync(abort),
        AbortActionRequest abort => execution.AbortActionAsync(abort),
        MarkFailedRequest mark => execution.MarkFailedAsync(mark),
        InterveneRequest intervene => execution.InterveneAsync(intervene),
        _ => throw new ArgumentException(request.GetType().Name, nameof(request)),
    };

    /// <summary>Waits for the end of all that a receipt addressed.</summary>
    public static Task<Settlement> SettlesAsync(this Trial trial, Receipt receipt) => receipt.SettledAsync().WithinAsync(trial.Host.Describe);

    /// <summary>One action as it is now.</summary>
    public static async Task<ActionSnapshot> ActionAsync(this Trial trial, string action, string stage = "build") =>
        (await trial.Execution.GetAsync().WithinAsync(trial.Host.Describe))[stage][action];
}
