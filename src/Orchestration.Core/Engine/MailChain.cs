namespace Orchestration.Engine;

/// <summary>Chains of mail, linked by the items themselves.</summary>
internal static class MailChain
{
    public static IMailItem? Reverse(IMailItem? item)
    {
        IMailItem? reversed = null;
        while (item is not null)
        {
            IMailItem? next = item.Next;
            item.Next = reversed;
            reversed = item;
            item = next;
        }

        return reversed;
    }

    /// <summary>Both chains as one; either may be null.</summary>
    public static IMailItem? Join(IMailItem? first, IMailItem? second)
    {
        if (first is null)
        {
            return second;
        }

        IMailItem last = first;
        while (last.Next is { } next)
        {
            last = next;
        }

        last.Next = second;
        return first;
    }

    /// <summary>Cuts a chain behind so many items and returns the rest.</summary>
    public static IMailItem? Cut(IMailItem? chain, int count)
    {
        IMailItem? last = chain;
        for (int index = 1; index < count && last is not null; index++)
        {
            last = last.Next;
        }

        IMailItem? rest = last?.Next;
        last?.Next = null;
        return rest;
    }

    /// <summary>Lets a chain end with its last item; with none where that is null.</summary>
    public static void End(ref IMailItem? chain, IMailItem? last)
    {
        if (last is null)
        {
            chain = null;
        }
        else
        {
            last.Next = null;
        }
    }

    /// <summary>Takes a chain apart, in order.</summary>
    public static void ForEach(IMailItem? chain, Action<IMailItem> act)
    {
        while (chain is not null)
        {
            IMailItem? next = chain.Next;
            chain.Next = null;
            act(chain);
            chain = next;
        }
    }
}
