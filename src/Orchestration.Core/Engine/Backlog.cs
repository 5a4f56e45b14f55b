namespace Orchestration.Engine;

/// <summary>A mailbox, and before what is posted the items that have to be decided again. All of this class is for the consumer.</summary>
internal sealed class Backlog : Mailbox
{
    private const int MaxBatch = 1_000;

    private IMailItem? _first;

    /// <summary>One command a turn, so that a commit which conflicts names its culprit.</summary>
    public bool IsOneByOne { get; set; }

    public bool IsEmpty => _first is null;

    /// <summary>These come before everything that is posted.</summary>
    public void PutBack(IMailItem? items) => _first = MailChain.Join(items, _first);

    public IMailItem? TakeBatch()
    {
        IMailItem? batch = _first is null || !IsOneByOne ? MailChain.Join(_first, Take()) : _first;
        _first = MailChain.Cut(batch, IsOneByOne ? 1 : MaxBatch);
        return batch;
    }
}
