using System.Runtime.CompilerServices;

namespace Orchestration.Lifecycles;

/// <summary>Enum values as array indices, without boxing.</summary>
internal static class EnumIndex
{
    private const uint Limit = 256;

    /// <summary>The number behind the value. A negative number becomes one far above every valid index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of<T>(T value)
        where T : struct, Enum =>
        Unsafe.SizeOf<T>() == sizeof(byte) ? Unsafe.BitCast<T, byte>(value) : Unsafe.BitCast<T, uint>(value);

    /// <summary>The distinct members of the enum, the smallest number first.</summary>
    public static T[] Values<T>()
        where T : struct, Enum =>
        Unsafe.SizeOf<T>() is sizeof(byte) or sizeof(int)
            ? [.. Enum.GetValues<T>().Distinct().OrderBy(Of)]
            : throw new NotSupportedException($"{typeof(T).Name} is an enum of {Unsafe.SizeOf<T>()} bytes; one and four are supported.");

    /// <summary>How long an array must be to have every one of the values, sorted as by <see cref="Values"/>, as an index.</summary>
    public static uint Count<T>(T[] values)
        where T : struct, Enum
    {
        uint largest = values.Length == 0 ? 0 : Of(values[^1]);
        return largest < Limit
            ? largest + 1
            : throw new NotSupportedException($"{typeof(T).Name}.{values[^1]} is outside of 0 to {Limit - 1}.");
    }
}
