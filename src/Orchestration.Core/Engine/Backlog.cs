namespace Orchestration.Engine;

/// <summary>What the next turn decides: what has to be decided again, then what was posted.</summary>
internal sealed class Backlog(Mailbox mailbox)
{
    private const int MaxBatch = 1_000;

    private IMailItem? _first;

    /// <summary>One command a turn, so that a commit which conflicts names its culprit.</summary>
    public bool IsOneByOne { get; set; }

    public bool IsEmpty => _first is null;

    /// <summary>These come before everything that is posted.</summary>
    public void PutBack(IMailItem? items) => _first = MailChain.Join(items, _first);

    public IMailItem? Take()
    {
        IMailItem? batch = _first is null || !IsOneByOne ? MailChain.Join(_first, mailbox.Take()) : _first;
        _first = MailChain.Cut(batch, IsOneByOne ? 1 : MaxBatch);
        return batch;
    }
}
