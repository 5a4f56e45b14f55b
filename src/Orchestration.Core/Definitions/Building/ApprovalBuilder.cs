using Orchestration.Definitions;

namespace Orchestration;

/// <summary>Settings of one approval. Not thread-safe.</summary>
public sealed class ApprovalBuilder
{
    /// <summary>How long an approval may be answered unless it says otherwise.</summary>
    internal static readonly TimeSpan DefaultTime = TimeSpan.FromDays(7);

    private readonly ActionBuilder _action;

    internal ApprovalBuilder(ActionBuilder action)
    {
        _action = action;
        action.ApprovalTime = DefaultTime;
    }

    /// <summary>Limits the time for an answer; seven days by default (CodePipeline's limit). Afterwards the action is <see cref="ActionStatus.Expired"/>.</summary>
    /// <param name="time">More than zero, at most 3,650 days. The clock goes on while the host is down.</param>
    public ApprovalBuilder ExpiresAfter(TimeSpan time)
    {
        if (!DefinitionErrors.IsTime(time))
        {
            _action.Report($"expires after {time}; {DefinitionErrors.PossibleTimes}");
        }

        _action.ApprovalTime = time;
        return this;
    }

    /// <summary>Says what follows a rejection or an expiry, neither of which can be retried or left to another person; the stage's strategy by default.</summary>
    /// <param name="strategy">The strategy; neither <see cref="FailureStrategy.Retry"/> nor <see cref="FailureStrategy.Intervene"/>.</param>
    public ApprovalBuilder OnFailure(FailureStrategy strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        if (strategy.Kind == FailureStrategyKind.Retry)
        {
            _action.Report("is an approval, and neither a rejection nor an expiry can be retried.");
        }
        else if (strategy.Kind == FailureStrategyKind.Intervene)
        {
            _action.Report("is an approval, and neither a rejection nor an expiry waits for another person to pick.");
        }

        _action.OnFailure(strategy);
        return this;
    }

    /// <inheritdoc cref="ActionBuilder.When(Func{ConditionContext, bool})"/>
    public ApprovalBuilder When(Func<ConditionContext, bool> condition)
    {
        _action.When(condition);
        return this;
    }

    /// <inheritdoc cref="ActionBuilder.When(Func{ConditionContext, bool})"/>
    public ApprovalBuilder When(Func<ConditionContext, CancellationToken, ValueTask<bool>> condition)
    {
        _action.When(condition);
        return this;
    }
}
