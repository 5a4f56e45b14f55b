using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>The drafts of the executions that share a pipeline's locks.</summary>
internal interface IScopeDrafts
{
    /// <summary>The draft of one that holds a lock or waits for one; null where its history can't be read.</summary>
    Draft? Of(ExecutionId execution);
}
