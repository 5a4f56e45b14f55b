// Golden/Summaries, Golden/Audit and Golden/Pipelines have what stores keep beside events. The rules are those of GoldenEventTests: a new property needs a
// new file (summary.2.json and so on; StoredSamples and StoredPipelines make what belongs in it), and a released file stays as it is.

using System.Text.Json;
using Orchestration.Pipelines;
using Orchestration.Storage;
using Orchestration.Testing;

namespace Orchestration.Tests.Golden;

public sealed class GoldenRecordTests
{
    public static TheoryData<string> Summaries => [.. GoldenFile.Names(nameof(Summaries))];

    public static TheoryData<string> Audit => [.. GoldenFile.Names(nameof(Audit))];

    public static TheoryData<string> Pipelines => [.. GoldenFile.Names(nameof(Pipelines))];

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

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void A_stored_pipeline_is_read_field_by_field_and_written_again(string file)
    {
        GoldenFile golden = GoldenFile.Read(nameof(Pipelines), file);

        PipelineRecord record = StoredJson.ReadPipeline("pipeline", golden.Bytes);

        StoredComparison.Equal(golden.Json, record, file);
        golden.IsWrittenAgainBy(writer => StoredJson.Write(record, writer));
    }

    [Fact]
    public void A_stored_pipeline_becomes_a_state_and_is_written_again()
    {
        foreach (string file in GoldenFile.Names(nameof(Pipelines)))
        {
            GoldenFile golden = GoldenFile.Read(nameof(Pipelines), file);

            PipelineState state = new(StoredJson.ReadPipeline("pipeline", golden.Bytes));

            golden.IsWrittenAgainBy(writer => StoredJson.Write(PipelineRecord.Of(state), writer));
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"pipeline":"a","version":1,"stages":[],"changes":[]}""")]
    [InlineData("""{"pipeline":null,"version":1,"gateVersion":0,"stages":[],"changes":[]}""")]
    [InlineData("""{"pipeline":"a","version":1,"gateVersion":0,"stages":[]}""")]
    [InlineData("""{"pipeline":"a","version":1,"gateVersion":0,"stages":null,"changes":[]}""")]
    [InlineData("""{"pipeline":"a","version":1,"gateVersion":0,"stages":[null],"changes":[]}""")]
    [InlineData("""{"pipeline":"a","version":1,"gateVersion":0,"stages":[],"changes":[null]}""")]
    [InlineData("""{"pipeline":"a","version":1,"gateVersion":0,"stages":[],"changes":[{}]}""")]
    [InlineData("""{"pipeline":"a","version":1,"gateVersion":0,"stages":[{"stage":"b","latestStatus":"Pending"}],"changes":[]}""")]
    [InlineData("""{"pipeline":"a","version":1,"gateVersion":0,"stages":[{"stage":"b","waiting":[null],"latestStatus":"Pending"}],"changes":[]}""")]
    [InlineData("""{"pipeline":"a","version":1,"gateVersion":0,"stages":[{"waiting":[],"latestStatus":"Pending"}],"changes":[]}""")]
    [InlineData("""{"pipeline":"a","version":1,"gateVersion":0,"stages":[{"stage":"b","waiting":[],"latestStatus":"Lost"}],"changes":[]}""")]
    public void A_damaged_pipeline_is_reported_with_its_name(string json)
    {
        OrchestrationException thrown = Assert.Throws<OrchestrationException>(
            () => StoredJson.ReadPipeline("release", System.Text.Encoding.UTF8.GetBytes(json)));

        Assert.Equal(ErrorCode.StoreCorrupt, thrown.Code);
        Assert.Contains("pipeline 'release'", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_property_is_in_a_file()
    {
        AllAndFew<ExecutionSummary>(nameof(Summaries), StoredSamples.Json(StoredSamples.FullSummary(new ExecutionId(StoredSamples.Id(30)), "text")));
        AllAndFew<AuditEntry>(nameof(Audit), StoredSamples.Json(StoredSamples.FullAuditEntry("text")));
        AllAndFew<PipelineRecord>(
            nameof(Pipelines), StoredSamples.Json(StoredPipelines.Full("text")), StoredSamples.Json(StoredPipelines.Minimal("text")));
    }

    private static void AllAndFew<T>(string kind, params string[] samples)
    {
        JsonElement[] stored = [.. GoldenFile.Names(kind).Select(file => GoldenFile.Read(kind, file).Json)];

        bool hasAll = stored.Any(json => StoredProperty.AreAllIn(json, typeof(T)));
        bool hasFew = stored.Any(json => StoredProperty.AreFewIn(json, typeof(T)));

        Assert.True(hasAll && hasFew, $"No file in Golden/{kind} has every property, and none optional. It would be:\n{string.Join("\n", samples)}");
    }
}
