namespace Orchestration.Tests.Conformance.Support;

/// <summary>A pipeline of one to three stages with groups, limits, strategies, rollbacks, finalizers and release policies, all by chance.</summary>
internal static class RandomPipeline
{
    private static readonly FailureStrategy[] Strategies =
    [
        FailureStrategy.RollbackPipeline, FailureStrategy.RollbackPipeline, FailureStrategy.RollbackStage, FailureStrategy.RollbackStage,
        FailureStrategy.Fail, FailureStrategy.Abort, FailureStrategy.Ignore, FailureStrategy.Succeed,
        FailureStrategy.Retry(1), FailureStrategy.Retry(1, Backoff.Fixed(TimeSpan.FromMinutes(1)), FailureStrategy.RollbackPipeline),
    ];

    public static Pipeline Of(Random random) => Pipeline.Define("random", define =>
    {
        define.OnFailure(Strategies[random.Next(4)]).Release((ReleasePolicy)random.Next(4)).Release("process", (ReleasePolicy)random.Next(4));
        for (int finalizer = random.Next(3); finalizer > 0; finalizer--)
        {
            define.Finally($"f{finalizer}", (_, _) => Task.CompletedTask);
        }

        for (int stage = random.Next(1, 4); stage > 0; stage--)
        {
            StageBuilder builder = define.Stage($"s{stage}");
            if (random.Next(4) == 0)
            {
                builder.OnFailure(Strategies[random.Next(Strategies.Length)]);
            }

            int action = 0;
            for (int group = random.Next(1, 4); group > 0; group--)
            {
                builder.Parallel(parallel =>
                {
                    parallel.MaxParallel(random.Next(1, 4));
                    for (int count = random.Next(1, 5); count > 0; count--)
                    {
                        parallel.Action($"a{action++}", (_, _) => Task.CompletedTask, settings => Set(settings, random));
                    }
                });
            }
        }
    });

    private static void Set(ActionBuilder settings, Random random)
    {
        if (random.Next(4) > 0)
        {
            settings.OnRollback((_, _) => Task.CompletedTask);
        }

        if (random.Next(4) == 0)
        {
            settings.OnFailure(Strategies[random.Next(Strategies.Length)]);
        }

        settings.OnInterrupted((OnInterrupted)random.Next(3));
    }
}
