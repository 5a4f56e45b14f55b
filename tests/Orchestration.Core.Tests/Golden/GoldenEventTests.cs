// Golden/Events has rows as this and earlier versions of the library stored them: each file is one commit's events of one type, first
// with every property set, then with everything optional missing. Every later version must read them, and write them again byte by byte.
//
// A new event type, or a new property of one, needs a new file:
// 1. Let StoredSamples in Orchestration.Testing make the event, with the property set in Full and, if it is optional, not in Minimal.
// 2. Run these tests. The one that fails shows the row. Read it: this is what histories will contain for ever.
// 3. Save it as Golden/Events/<type>.json, or <type>.2.json, .3.json and so on where the type has a file already.
// A file that was released is never changed or removed. Where a test fails for one, the change can't read what users have stored.

using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestration.Storage;
using Orchestration.Testing;

namespace Orchestration.Tests.Golden;

public sealed class GoldenEventTests
{
    private const string Kind = "Events";

    public static TheoryData<string> Files => [.. GoldenFile.Names(Kind)];

    public static TheoryData<string> Types => [.. EventTypes.Keys];

    private static Dictionary<string, Type> EventTypes { get; } = typeof(ExecutionEvent).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToDictionary(attribute => (string)attribute.TypeDiscriminator!, attribute => attribute.DerivedType);

    [Theory]
    [MemberData(nameof(Files))]
    public void Stored_events_are_read_field_by_field(string file)
    {
        GoldenFile golden = GoldenFile.Read(Kind, file);

        IReadOnlyList<ExecutionEvent> events = golden.ReadEvents();

        Assert.Equal(golden.Json.GetArrayLength(), events.Count);
        Assert.All(events, (happened, index) =>
        {
            JsonElement json = golden.Json[index];
            Assert.Equal(EventTypes[json.GetProperty("$type").GetString()!], happened.GetType());
            StoredComparison.Equal(json, happened, $"{file}[{index}]");
        });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Stored_events_are_written_again_byte_by_byte(string file)
    {
        GoldenFile golden = GoldenFile.Read(Kind, file);

        golden.IsWrittenAgainBy(Row(golden.ReadEvents()).WriteEvents);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_event_type_has_a_file_with_all_and_one_with_few_properties(string type)
    {
        JsonElement[] stored =
        [
            .. from file in GoldenFile.Names(Kind)
               from json in GoldenFile.Read(Kind, file).Json.EnumerateArray()
               where json.GetProperty("$type").GetString() == type
               select json,
        ];

        bool hasAll = stored.Any(json => StoredProperty.AreAllIn(json, EventTypes[type]));
        bool hasFew = stored.Any(json => StoredProperty.AreFewIn(json, EventTypes[type]));

        Assert.True(hasAll && hasFew, $"No file in Golden/Events has all that '{type}' can have, and nothing optional. It would be:\n{SampleRow(type)}");
    }

    [Fact]
    public void The_samples_have_every_event_type_with_all_and_with_few_properties()
    {
        ExecutionEvent[] full = StoredSamples.Full("text");
        ExecutionEvent[] minimal = StoredSamples.Minimal("text");

        Assert.Equal(EventTypes.Values.Select(type => type.Name).Order(), full.Select(happened => happened.GetType().Name).Order());
        Assert.Equal(full.Select(happened => happened.GetType()), minimal.Select(happened => happened.GetType()));
        Assert.All(full, happened => Assert.True(StoredProperty.AreAllIn(Parse(happened), happened.GetType())));
        Assert.All(minimal, happened => Assert.True(StoredProperty.AreFewIn(Parse(happened), happened.GetType())));
    }

    private static JsonElement Parse(ExecutionEvent happened) => JsonDocument.Parse(Bytes([happened])).RootElement[0];

    private static string SampleRow(string type) => type + ".json: " + System.Text.Encoding.UTF8.GetString(Bytes(
        [.. StoredSamples.Full("text").Concat(StoredSamples.Minimal("text")).Where(happened => happened.GetType() == EventTypes[type])]));

    private static byte[] Bytes(IReadOnlyList<ExecutionEvent> events)
    {
        System.Buffers.ArrayBufferWriter<byte> buffer = new();
        Row(events).WriteEvents(buffer);
        return buffer.WrittenSpan.ToArray();
    }

    private static StreamAppend Row(IReadOnlyList<ExecutionEvent> events) => new() { Execution = default, ExpectedVersion = 0, Events = events };
}
