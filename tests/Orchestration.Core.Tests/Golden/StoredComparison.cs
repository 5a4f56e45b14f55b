using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Orchestration.Tests.Golden;

/// <summary>Compares JSON field by field with the object that was read from it, without the serializer that read it.</summary>
internal static class StoredComparison
{
    public static void Equal(JsonElement json, object? value, string path)
    {
        switch (value)
        {
            case null:
                Assert.True(json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null, $"{path} was not read.");
                break;
            case string text:
                Same(json.GetString(), text, path);
                break;
            case bool flag:
                Same(json.GetBoolean(), flag, path);
                break;
            case int or long:
                Same(json.GetInt64(), Convert.ToInt64(value, CultureInfo.InvariantCulture), path);
                break;
            case Enum name:
                Same(json.GetString(), name.ToString(), path);
                break;
            case Guid id:
                Same(json.GetString(), id.ToString(), path);
                break;
            case ExecutionId id:
                Same(json.GetString(), id.ToString(), path);
                break;
            case DateTimeOffset time:
                Same(DateTimeOffset.Parse(json.GetString()!, CultureInfo.InvariantCulture), time, path);
                break;
            case TimeSpan time:
                Same(TimeSpan.Parse(json.GetString()!, CultureInfo.InvariantCulture), time, path);
                break;
            case Payload payload:
                Same(json.GetRawText(), payload.ToString(), path);
                break;
            case IDictionary pairs:
                Same(json.EnumerateObject().Count(), pairs.Count, path);
                Assert.All(pairs.Keys.Cast<string>(), key => Equal(Member(json, key), pairs[key], $"{path}.{key}"));
                break;
            case IEnumerable items:
                object?[] all = [.. items];
                Same(json.GetArrayLength(), all.Length, path);
                Assert.All(all, (item, index) => Equal(json[index], item, $"{path}[{index}]"));
                break;
            default:
                Assert.All(StoredProperty.Of(value.GetType()), one => Equal(json, value, one, path));
                break;
        }
    }

    private static void Equal(JsonElement json, object value, StoredProperty one, string path)
    {
        JsonElement member = Member(json, one.Name);
        object? read = one.Property.GetValue(value);
        if (one.IsLeftOutAsDefault && member.ValueKind == JsonValueKind.Undefined)
        {
            Assert.Equal(Activator.CreateInstance(one.Property.PropertyType), read);
        }
        else
        {
            Equal(member, read, $"{path}.{one.Name}");
        }
    }

    private static JsonElement Member(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement member) ? member : default;

    private static void Same<T>(T stored, T read, string path) =>
        Assert.True(EqualityComparer<T>.Default.Equals(stored, read), $"{path} is stored as '{stored}' and was read as '{read}'.");
}
