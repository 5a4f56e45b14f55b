namespace Orchestration.Lifecycles;

/// <summary>Triggers of the lifecycle that these tests use; int-backed, with a gap.</summary>
internal enum Push
{
    Pull = 1,
    Knock,
    Turn,
    Kick = 7,
}
