using System.Text;

namespace Orchestration.Lifecycles;

/// <summary>Draws a lifecycle table as a state diagram in Mermaid's language.</summary>
internal static class MermaidDiagram
{
    // Refused and ignored triggers are left out: they change nothing. Triggers between the same two states share an arrow.
    public static string Draw<TState, TTrigger>(
        ReadOnlySpan<TState> states,
        ReadOnlySpan<TTrigger> triggers,
        TState initial,
        LifecycleTable<TState, TTrigger> table)
        where TState : struct, Enum
        where TTrigger : struct, Enum
    {
        StringBuilder diagram = new("stateDiagram-v2\n");
        Line(diagram, $"[*] --> {initial}");
        foreach (TState from in states)
        {
            bool left = false;
            foreach (TState to in states)
            {
                string labels = Labels(table, triggers, from, to);
                if (labels.Length > 0)
                {
                    Line(diagram, $"{from} --> {to}: {labels}");
                    left = true;
                }
            }

            if (!left)
            {
                Line(diagram, $"{from} --> [*]");
            }
        }

        return diagram.ToString();
    }

    private static string Labels<TState, TTrigger>(
        LifecycleTable<TState, TTrigger> table,
        ReadOnlySpan<TTrigger> triggers,
        TState from,
        TState to)
        where TState : struct, Enum
        where TTrigger : struct, Enum
    {
        List<string> labels = [];
        foreach (TTrigger trigger in triggers)
        {
            if (table.Kind(from, trigger) is Transition.Moved or Transition.Reentered
                && EnumIndex.Of(table.Next(from, trigger)) == EnumIndex.Of(to))
            {
                labels.Add(trigger.ToString());
            }
        }

        return string.Join(", ", labels);
    }

    // Not AppendLine: the text must not depend on the platform.
    private static void Line(StringBuilder diagram, string text) => diagram.Append("    ").Append(text).Append('\n');
}
