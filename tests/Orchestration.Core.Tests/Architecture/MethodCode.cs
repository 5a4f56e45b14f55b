using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Orchestration.Tests.Architecture;

/// <summary>Reads which members a method's instructions name.</summary>
internal static class MethodCode
{
    private const byte TwoBytes = 0xfe;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    public static IEnumerable<MemberInfo> MembersIn(MethodBase method, MethodBody body)
    {
        byte[] bytes = body.GetILAsByteArray() ?? [];
        Type[]? ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        Type[]? ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        int at = 0;
        while (at < bytes.Length)
        {
            OpCode code = bytes[at] == TwoBytes ? Codes[BinaryPrimitives.ReadInt16BigEndian(bytes.AsSpan(at))] : Codes[bytes[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                int token = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
                yield return method.Module.ResolveMember(token, ofType, ofMethod)!;
            }

            at += SizeOf(code.OperandType, bytes, at);
        }
    }

    private static int SizeOf(OperandType operand, byte[] bytes, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at))),
        _ => 4,
    };
}
