using System.Text.Json;

namespace Orchestration.Decisions;

/// <summary>Whether two payloads are the same JSON value, however they are written.</summary>
internal static class PayloadEquality
{
    public static bool AreEqual(Payload? one, Payload? other)
    {
        if (one is null || other is null)
        {
            return one is null && other is null;
        }

        if (one.Equals(other))
        {
            return true;
        }

        using JsonDocument first = one.ToDocument();
        using JsonDocument second = other.ToDocument();
        return JsonElement.DeepEquals(first.RootElement, second.RootElement);
    }
}
