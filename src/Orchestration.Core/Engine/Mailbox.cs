namespace Orchestration.Engine;

/// <summary>
/// A queue with one consumer at a time and no lock. Whoever posts into an idle mailbox becomes its consumer and must run it;
/// the consumer gives it back when it is empty.
/// </summary>
internal class Mailbox
{
    private static readonly IMailItem Busy = new Marker();
    private static readonly IMailItem Closed = new Marker();

    /// <summary>Null: idle. Busy, or a chain that ends in it: a consumer runs. Closed: for ever.</summary>
    private IMailItem? _inbox;

    public enum Posted
    {
        /// <summary>The present consumer will see it.</summary>
        Queued,

        /// <summary>The caller is the consumer now.</summary>
        MustRun,

        /// <summary>Nobody will: the mailbox is closed.</summary>
        Refused,
    }

    /// <summary>Makes the caller the consumer of a new mailbox, before anybody else can be.</summary>
    public void Claim() => Volatile.Write(ref _inbox, Busy);

    public Posted Post(IMailItem item)
    {
        IMailItem? before = Volatile.Read(ref _inbox);
        while (true)
        {
            if (ReferenceEquals(before, Closed))
            {
                return Posted.Refused;
            }

            item.Next = before ?? Busy;
            IMailItem? seen = Interlocked.CompareExchange(ref _inbox, item, before);
            if (ReferenceEquals(seen, before))
            {
                return before is null ? Posted.MustRun : Posted.Queued;
            }

            before = seen;
        }
    }

    /// <summary>Everything posted so far, oldest first, or null. Only for the consumer, who goes on being it.</summary>
    public IMailItem? Take()
    {
        IMailItem? newest = Interlocked.Exchange(ref _inbox, Busy);
        IMailItem? oldest = null;
        while (newest is not null && !ReferenceEquals(newest, Busy))
        {
            IMailItem? next = newest.Next;
            newest.Next = oldest;
            oldest = newest;
            newest = next;
        }

        return oldest;
    }

    /// <summary>Gives the mailbox back; false where something was posted meanwhile.</summary>
    public bool TryRelease() => ReferenceEquals(Interlocked.CompareExchange(ref _inbox, null, Busy), Busy);

    /// <summary>Closes the mailbox for ever; false where something was posted meanwhile.</summary>
    public bool TryClose() => ReferenceEquals(Interlocked.CompareExchange(ref _inbox, Closed, Busy), Busy);

    private sealed class Marker : IMailItem
    {
        public IMailItem? Next { get; set; }

        public LiveExecution? Live { get; set; }

        public bool MustNotBeLost => false;

        public void Decide(Turn turn) => throw new InvalidOperationException("A marker is no command.");

        public void Committed(Turn turn) => throw new InvalidOperationException("A marker is no command.");

        public void Failed(OrchestrationException error) => throw new InvalidOperationException("A marker is no command.");
    }
}
