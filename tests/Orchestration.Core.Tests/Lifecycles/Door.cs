namespace Orchestration.Lifecycles;

/// <summary>States of the lifecycle that these tests use; byte-backed, with a gap.</summary>
internal enum Door : byte
{
    Closed,
    Open,
    Locked = 4,
    Broken,
}
