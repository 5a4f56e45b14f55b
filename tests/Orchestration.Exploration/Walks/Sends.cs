namespace Orchestration.Exploration.Walks;

/// <summary>Which verbs callers send.</summary>
[Flags]
internal enum Sends
{
    None = 0,

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

    /// <summary>Aborts of the root action of a root run.</summary>
    RootAborts = 2048,

    /// <summary>Aborts of child actions.</summary>
    ChildAborts = 4096,

    /// <summary>Aborts of child actions that wait up to a deadline.</summary>
    ChildDeadlines = 16384,

    /// <summary>Marks of child actions as failed.</summary>
    ChildMarks = 8192,

    Usual = Stops | StageAborts | Retries | Resumes,
}
