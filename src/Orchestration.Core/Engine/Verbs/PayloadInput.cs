using System.Text.Json;
using Orchestration.Definitions;

namespace Orchestration.Engine;

/// <summary>A caller's input as the JSON that is stored, if it is what the pipeline takes.</summary>
internal static class PayloadInput
{
    public static Payload? ForStart(VerbCall call, Pipeline pipeline, object? input)
    {
        if (pipeline.InputType is not { } type)
        {
            return input is null ? null : throw call.Invalid($"pipeline '{pipeline.Name}' has no input.");
        }

        return Convert(call, type, input) ?? throw call.Invalid($"pipeline '{pipeline.Name}' needs an input of type {type}.");
    }

    /// <summary>Null where the caller sent none: a resume takes the one that the execution started with.</summary>
    public static Payload? ForResume(VerbCall call, PipelineStructure structure, object? input) =>
        input is null || call.Engine.Pipelines.Newest(structure.Name) is not { } pipeline
            ? null
            : pipeline.InputType is null ? throw call.Invalid($"pipeline '{pipeline.Name}' has no input.") : Convert(call, pipeline.InputType, input);

    /// <summary>The input of an earlier execution as one of the newest definition.</summary>
    public static Payload? ForRerun(VerbCall call, Pipeline pipeline, Payload? input)
    {
        using JsonDocument? json = input?.ToDocument();
        return pipeline.InputType is null ? null : ForStart(call, pipeline, json?.RootElement);
    }

    private static Payload? Convert(VerbCall call, Type type, object? input)
    {
        if (input is JsonElement json && type != typeof(JsonElement))
        {
            return call.Engine.Payloads.TryNormalize(json, type, out Payload? payload) is { } error
                ? throw call.Invalid($"the input can't be read as {type}: {error}")
                : payload;
        }

        if (input is null)
        {
            return null;
        }

        if (!type.IsInstanceOfType(input))
        {
            throw call.Invalid($"the input is a {input.GetType()}, not a {type}.");
        }

        try
        {
            return call.Engine.Payloads.Write(input, type);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw call.Invalid($"the input can't be written as JSON: {exception.Message}");
        }
    }
}
