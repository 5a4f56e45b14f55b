using Microsoft.Extensions.DependencyInjection;
using Orchestration.Decisions;
using Orchestration.Definitions;

namespace Orchestration.Engine;

/// <summary>A condition being asked; it is also its own answer's command.</summary>
internal sealed class ConditionCheck : ConditionContext, IMailItem, IThreadPoolWorkItem, IDisposable
{
    private LiveExecution _live;
    private readonly Condition _condition;
    private readonly ValueReader _values;
    private readonly CancellationTokenSource _withdrawn = new();
    private readonly StageStructure _stage;
    private AsyncServiceScope? _scope;
    private ConditionAnswer _answer;
    private bool _isUntaken;

    public ConditionCheck(LiveExecution live, Effect effect, Condition condition)
    {
        _live = live;
        _condition = condition;
        Effect = effect;
        PipelineStructure structure = live.State!.Structure;
        bool ofStage = effect.Kind == EffectKind.AskStage;
        _stage = ofStage ? structure.Stages[effect.Node] : structure.Actions[effect.Node].Stage;
        _values = new ValueReader(live, ofStage ? _stage.FirstAction : structure.Actions[effect.Node].FirstOfGroup);
    }

    public Effect Effect { get; }

    public IMailItem? Next { get; set; }

    LiveExecution? IMailItem.Live
    {
        get => _live;
        set => _live = value!;
    }

    public bool MustNotBeLost => true;

    public override ExecutionId ExecutionId => _live.Id;

    public override IReadOnlyDictionary<string, string> Labels => _values.LabelsOf(_stage);

    public override IServiceProvider Services => (_scope ??= _live.Engine.CreateScope()).ServiceProvider;

    public override T Input<T>() => _values.Input<T>();

    public override T Output<T>(ActionRef<T> action) => _values.Output(action);

    /// <summary>Nobody waits for the answer any more.</summary>
    public void Withdraw() => _ = _withdrawn.CancelAsync();

    /// <summary>Gives the answer once more that was not taken, because the execution was paused.</summary>
    /// <returns>Whether there is one.</returns>
    public bool TryAnswerAgain()
    {
        if (!_isUntaken)
        {
            return false;
        }

        _isUntaken = false;
        _live.Post(this);
        return true;
    }

    public void Execute() => _ = AskAsync();

    public void Decide(Turn turn)
    {
        if (!_live.Effects.IsAsked(this))
        {
            return;
        }

        if (Effect.Kind == EffectKind.AskStage)
        {
            AnswerCondition.OfStage(turn.Draft!, Effect.Node, _answer);
        }
        else
        {
            AnswerCondition.OfAction(turn.Draft!, Effect.Node, _answer);
        }
    }

    public void Committed(Turn turn)
    {
        bool isUntaken = _live.Effects.IsAsked(this);
        if (isUntaken && turn.Draft is { MayStart: true })
        {
            // The pause that kept it from being taken has ended in the same turn.
            _live.Post(this);
            return;
        }

        _isUntaken = isUntaken;
        _live.Effects.CodeReturned();
    }

    public void Failed(OrchestrationException error) => _live.Effects.CodeReturned();

    public void Dispose() => _withdrawn.Dispose();

    private async Task AskAsync()
    {
        try
        {
            _answer = new ConditionAnswer(await _condition(this, _withdrawn.Token).ConfigureAwait(false));
            if (_scope is { } scope)
            {
                await scope.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _answer = new ConditionAnswer(Enter: false, Failure.Of(exception));
        }

        _live.Post(this);
    }
}
