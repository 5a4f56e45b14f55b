// Golden/Summaries and Golden/Audit have what stores keep beside events. The rules are those of GoldenEventTests: a new property needs a
// new file (summary.2.json and so on; StoredSamples makes what belongs in it), and a released file stays as it is.

using System.Text.Json;
using Orchestration.Storage;
using Orchestration.Testing;

namespace Orchestration.Tests.Golden;

public sealed class GoldenRecordTests
{
    public static TheoryData<string> Summaries => [.. GoldenFile.Names(nameof(Summaries))];

    public static TheoryData<string> Audit => [.. GoldenFile.Names(nameof(Audit))];

    [Theory]
    [MemberData(nameof(Summaries))]
    public void A_stored_summary_is_read_field_by_field_and_written_again(string file)
    {
        GoldenFile golden = GoldenFile.Read(nameof(Summaries), file);

        ExecutionSummary summary = StoredJson.ReadSummary(default, golden.Bytes);

        StoredComparison.Equal(golden.Json, summary, file);
        golden.IsWrittenAgainBy(writer => StoredJson.Write(summary, writer));
    }

    [Theory]
    [MemberData(nameof(Audit))]
    public void A_stored_audit_entry_is_read_field_by_field_and_written_again(string file)
    {
        GoldenFile golden = GoldenFile.Read(nameof(Audit), file);

        AuditEntry entry = StoredJson.ReadAuditEntry(golden.Json.GetProperty("position").GetInt64(), golden.Bytes);

        StoredComparison.Equal(golden.Json, entry, file);
        golden.IsWrittenAgainBy(writer => StoredJson.Write(entry, writer));
    }

    [Fact]
    public void Every_property_is_in_a_file()
    {
        AllAndFew<ExecutionSummary>(nameof(Summaries), StoredSamples.Json(StoredSamples.FullSummary(new ExecutionId(StoredSamples.Id(30)), "text")));
        AllAndFew<AuditEntry>(nameof(Audit), StoredSamples.Json(StoredSamples.FullAuditEntry("text")));
    }

    private static void AllAndFew<T>(string kind, string sample)
    {
        JsonElement[] stored = [.. GoldenFile.Names(kind).Select(file => GoldenFile.Read(kind, file).Json)];

        bool hasAll = stored.Any(json => StoredProperty.AreAllIn(json, typeof(T)));
        bool hasFew = stored.Any(json => StoredProperty.AreFewIn(json, typeof(T)));

        Assert.True(hasAll && hasFew, $"No file in Golden/{kind} has every property, and none optional. It would be:\n{sample}");
    }
}
