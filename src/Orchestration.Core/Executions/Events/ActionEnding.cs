using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>The action ends: what it or its children have started and is still open is aborted, children first, and nothing of it starts any more.</summary>
public sealed class ActionEnding : ActionEvent
{
    /// <summary>When what has not returned is closed without its code.</summary>
    public required DateTimeOffset GraceUntil { get; init; }

    /// <summary>Whether only the children of <see cref="ActionLifetime.Parent"/> are meant, with what is below them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OfParentOnly { get; init; }
}
