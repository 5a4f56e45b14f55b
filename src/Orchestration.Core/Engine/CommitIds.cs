using System.Buffers.Binary;

namespace Orchestration.Engine;

/// <summary>Ids of commits: unique among all owners of a store, and cheap, because there is one for every step.</summary>
internal sealed class CommitIds(Guid owner)
{
    private long _last;

    public Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        owner.TryWriteBytes(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes, BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]) ^ BinaryPrimitives.ReadInt64LittleEndian(bytes));
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Interlocked.Increment(ref _last));
        return new Guid(bytes);
    }
}
