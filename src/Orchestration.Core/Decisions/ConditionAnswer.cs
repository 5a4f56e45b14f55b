namespace Orchestration.Decisions;

/// <summary>What a <c>When</c> said: yes or no, or what it threw.</summary>
internal readonly record struct ConditionAnswer(bool Enter, Failure? Failure = null);
