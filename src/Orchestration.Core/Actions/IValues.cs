namespace Orchestration;

/// <summary>The values that code of an execution may read: its input, and outputs of actions that have succeeded.</summary>
public interface IValues
{
    /// <summary>The execution's input.</summary>
    /// <typeparam name="T">Its type, as the pipeline declares it.</typeparam>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.InvalidRequest"/>: the pipeline has no input, or it isn't a <typeparamref name="T"/>.</exception>
    T Input<T>();

    /// <summary>The output of an earlier action.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="action">The reference that the definition gave.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.OutputMissing"/>: the action did not succeed, or was skipped.</exception>
    T Output<T>(ActionRef<T> action);
}
