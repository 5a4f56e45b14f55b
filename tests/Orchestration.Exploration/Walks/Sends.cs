namespace Orchestration.Exploration.Walks;

/// <summary>Which verbs callers send.</summary>
[Flags]
internal enum Sends
{
    /// <summary>Stops and aborts of the execution in every mode.</summary>
    Stops = 1,

    /// <summary>Only one in each mode.</summary>
    FewStops = 2,

    /// <summary>Stops that run the finalizers.</summary>
    FinalStops = 4,

    /// <summary>Aborts of a stage.</summary>
    StageAborts = 8,

    Retries = 16,

    Resumes = 32,

    /// <summary>Aborts of one action.</summary>
    ActionAborts = 64,

    /// <summary>Marks of an action as failed.</summary>
    ActionMarks = 128,

    /// <summary>Marks of a stage as failed.</summary>
    StageMarks = 256,

    /// <summary>Pauses, and their ends.</summary>
    Pauses = 512,

    /// <summary>Releases of what closed executions left behind.</summary>
    Releases = 1024,

    Usual = Stops | StageAborts | Retries | Resumes,
}
