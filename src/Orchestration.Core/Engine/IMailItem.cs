namespace Orchestration.Engine;

/// <summary>A command in a mailbox. It is linked into the queue by itself, so posting allocates nothing.</summary>
internal interface IMailItem
{
    /// <summary>The item posted before it, while it is in the queue.</summary>
    IMailItem? Next { get; set; }

    /// <summary>The execution that it is for; null where it is for the pipeline.</summary>
    LiveExecution? Live { get; set; }

    /// <summary>What becomes of it if the store fails: a verb is answered, a result is decided again.</summary>
    bool MustNotBeLost { get; }

    /// <summary>Decides, into the turn's draft. Pure but for the item's own fields.</summary>
    void Decide(Turn turn);

    /// <summary>The turn is committed, or had nothing to commit: answer.</summary>
    void Committed(Turn turn);

    /// <summary>The turn was thrown away: answer.</summary>
    void Failed(OrchestrationException error);
}
