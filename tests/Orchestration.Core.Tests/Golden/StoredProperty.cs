using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestration.Tests.Golden;

/// <summary>A property that is stored, and its name in JSON.</summary>
internal sealed record StoredProperty(string Name, PropertyInfo Property)
{
    public bool IsOptional => IsLeftOutAsDefault || new NullabilityInfoContext().Create(Property).ReadState == NullabilityState.Nullable;

    public bool IsLeftOutAsDefault => Property.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition == JsonIgnoreCondition.WhenWritingDefault;

    /// <summary>
    /// Whether JSON has every property that its type can have, and so have its parts; of a list one item is enough, and of a chain of parts
    /// of the same type its first link.
    /// </summary>
    public static bool AreAllIn(JsonElement json, Type type) => json.ValueKind switch
    {
        JsonValueKind.Object when IsOurs(type) => Of(type).All(
            one => json.TryGetProperty(one.Name, out JsonElement part) && (one.Property.PropertyType == type || AreAllIn(part, one.Property.PropertyType))),
        JsonValueKind.Array when ItemType(type) is { } item && IsOurs(item) => json.EnumerateArray().Any(part => AreAllIn(part, item)),
        _ => true,
    };

    /// <summary>Whether JSON has nothing optional, nor have its parts.</summary>
    public static bool AreFewIn(JsonElement json, Type type) => json.ValueKind switch
    {
        JsonValueKind.Object when IsOurs(type) => Of(type).All(
            one => !json.TryGetProperty(one.Name, out JsonElement part) || (!one.IsOptional && AreFewIn(part, one.Property.PropertyType))),
        JsonValueKind.Array when ItemType(type) is { } item && IsOurs(item) => json.EnumerateArray().All(part => AreFewIn(part, item)),
        _ => true,
    };

    public static IEnumerable<StoredProperty> Of(Type type) =>
        from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        where property.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition != JsonIgnoreCondition.Always
            && property.GetMethod is { } read
            && (read.IsPublic || property.GetCustomAttribute<JsonIncludeAttribute>() is not null)
        select new StoredProperty(
            property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name), property);

    private static bool IsOurs(Type type) => type.Assembly == typeof(ExecutionEvent).Assembly && type != typeof(Payload);

    private static Type? ItemType(Type type) => type.IsArray ? type.GetElementType() : type.GenericTypeArguments.FirstOrDefault();
}
