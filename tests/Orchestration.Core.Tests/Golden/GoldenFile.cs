using System.Buffers;
using System.Text;
using System.Text.Json;
using Orchestration.Storage;

namespace Orchestration.Tests.Golden;

/// <summary>A stored row as an earlier or this version of the library wrote it.</summary>
internal sealed class GoldenFile
{
    private GoldenFile(string name, byte[] bytes)
    {
        Name = name;
        Bytes = bytes;
        Json = JsonDocument.Parse(bytes).RootElement;
    }

    public string Name { get; }

    /// <summary>The row, without the line end of the file.</summary>
    public byte[] Bytes { get; }

    public JsonElement Json { get; }

    /// <summary>The names of the files of a folder, which is a kind of row.</summary>
    public static IEnumerable<string> Names(string kind) => Directory.GetFiles(Folder(kind), "*.json").Select(path => Path.GetFileName(path)).Order();

    public static GoldenFile Read(string kind, string name)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(Folder(kind), name));
        return new GoldenFile(name, bytes[^1] == '\n' ? bytes[..^1] : bytes);
    }

    public IReadOnlyList<ExecutionEvent> ReadEvents() => StreamAppend.ReadEvents(default, Bytes);

    /// <summary>Fails if the row is written otherwise than it stands in the file.</summary>
    public void IsWrittenAgainBy(Action<IBufferWriter<byte>> write)
    {
        ArrayBufferWriter<byte> written = new();
        write(written);
        Assert.Equal(Encoding.UTF8.GetString(Bytes), Encoding.UTF8.GetString(written.WrittenSpan));
    }

    private static string Folder(string kind) => Path.Combine(AppContext.BaseDirectory, "Golden", kind);
}
