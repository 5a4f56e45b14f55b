namespace Orchestration.CrashTests.Load;

/// <summary>An action that takes a moment, registers things, and sometimes fails or does not listen. In a quiet process it just succeeds.</summary>
internal sealed class LoadAction(LoadSettings settings, Told told)
{
    private const int MaxMilliseconds = 30;

    public async Task RunAsync(ActionContext context, CancellationToken cancellationToken)
    {
        told.Say(Fact.Ran, context.ExecutionId, context.Stage, context.Action, context.AttemptNumber, context.ActionId);
        if (settings.IsQuiet)
        {
            return;
        }

        Random chance = new(HashCode.Combine(settings.Seed, context.ExecutionId, context.Action, context.AttemptNumber));
        await TakeAMomentAsync(chance, cancellationToken);
        if (chance.Next(4) == 0)
        {
            string key = $"{context.Stage}-{context.Action}-{context.AttemptNumber}";
            await context.RegisterResourceAsync("thing", key, cancellationToken: cancellationToken);
            told.Say(Fact.Registered, context.ExecutionId, key);
        }

        await TakeAMomentAsync(chance, chance.Next(5) == 0 ? CancellationToken.None : cancellationToken);
        if (chance.Next(8) == 0)
        {
            throw new InvalidOperationException("It failed by chance.");
        }
    }

    public bool Happens(ConditionContext context) => new Random(HashCode.Combine(settings.Seed, context.ExecutionId)).Next(3) != 0;

    private static Task TakeAMomentAsync(Random chance, CancellationToken cancellationToken) => chance.Next(3) == 0
        ? Task.CompletedTask
        : Task.Delay(TimeSpan.FromMilliseconds(chance.Next(MaxMilliseconds)), TimeProvider.System, cancellationToken);
}
