namespace Orchestration;

/// <summary>What a stop that finds its work already done, or already asked for, does.</summary>
public enum OnDuplicate
{
    /// <summary>Refuse with <see cref="ErrorCode.AlreadyStopping"/> or <see cref="ErrorCode.NotStoppable"/> (CodePipeline). The default.</summary>
    Refuse,

    /// <summary>Return the receipt of the intent in force, or a settled one without effect (Flyte).</summary>
    ReturnExisting,
}
