using System.Buffers.Binary;

namespace Orchestration.Engine;

/// <summary>
/// Ids of commits and commands: unique among all owners of a store, and cheap, because there is one for every step. Each owner has
/// a random seed of 64 bits and counts; ids of commands are of version 7, so that they sort by time.
/// </summary>
internal sealed class IdSource(TimeProvider time)
{
    private readonly ulong _seed = BinaryPrimitives.ReadUInt64LittleEndian(Guid.CreateVersion7(time.GetUtcNow()).ToByteArray().AsSpan(8));
    private long _last;

    public Guid NewCommit()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, _seed);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Interlocked.Increment(ref _last));
        return new Guid(bytes);
    }

    public Guid NewCommand()
    {
        const ulong Version7 = 0x7000;
        const ulong Variant = 0x8000_0000_0000_0000;
        Span<byte> bytes = stackalloc byte[16];
        ulong low = Mix(_seed + (ulong)Interlocked.Increment(ref _last));
        ulong high = ((ulong)time.GetUtcNow().ToUnixTimeMilliseconds() << 16) | Version7 | (low & 0xFFF);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (Mix(low) >> 2) | Variant);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>One to one, so that different counts give different ids (the finalizer of SplitMix64).</summary>
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
