using Microsoft.Extensions.Logging;
using Orchestration.Definitions;
using Orchestration.Diagnostics;
using Orchestration.Model;
using Orchestration.Permissions;

namespace Orchestration.Engine;

/// <summary>Asks the host's evaluator, before anything else is told. No answer is a no.</summary>
internal sealed class Authorizer(EngineCore engine, IPermissionEvaluator evaluator, ILogger logger)
{
    private readonly bool _allowsAll = evaluator is AllowAllPermissions;

    /// <summary>Nobody has to be asked, and so nothing has to be looked up first.</summary>
    public bool AllowsAll => _allowsAll;

    public Permission ForAbort => engine.Options.SeparateAbortPermission ? Permission.Abort : Permission.Execute;

    /// <summary>
    /// The labels of an execution as they are asked about; null where there is none. The pipeline's win, unlike in lists: whoever starts must not
    /// choose the environment that is asked about.
    /// </summary>
    public static IReadOnlyDictionary<string, string>? LabelsOf(ExecutionStarted? start) => start is null ? null : LabelsOf(start, start.Structure);

    /// <summary>The same where another definition of the pipeline is to run.</summary>
    public static IReadOnlyDictionary<string, string> LabelsOf(ExecutionStarted start, PipelineStructure runs) => Labels.Merge(start.Labels, runs.Labels);

    /// <summary>Whether the caller may, for the target and each stage that will run.</summary>
    public async ValueTask<bool> IsAllowedAsync(
        Caller caller,
        Permission permission,
        Target target,
        IReadOnlyDictionary<string, string>? ofScope,
        IEnumerable<StageStructure> stages,
        CancellationToken cancellationToken)
    {
        if (_allowsAll || caller.IsSystem)
        {
            return true;
        }

        IReadOnlyDictionary<string, string> labels = ofScope ?? Labels.Empty;
        PermissionRequest request = new()
        {
            Caller = caller.Principal,
            Permission = permission,
            Pipeline = target.Pipeline,
            Execution = target.Execution,
            Stage = target.Stage,
            Action = target.Action,
            Labels = labels,
        };
        bool asked = false;
        foreach (StageStructure stage in stages)
        {
            asked = true;
            if (!await AskAsync(request with { Stage = stage.Name, Labels = Labels.Merge(labels, stage.Labels) }, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        return asked || await AskAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the caller may see an execution in a list.</summary>
    public async ValueTask<bool> MayViewAsync(Caller caller, ExecutionSummary execution, CancellationToken cancellationToken) =>
        _allowsAll || caller.IsSystem || await AskAsync(
            new PermissionRequest
            {
                Caller = caller.Principal,
                Permission = Permission.View,
                Pipeline = execution.Pipeline,
                Execution = execution.Id,
                Labels = execution.Labels,
            },
            cancellationToken).ConfigureAwait(false);

    public async ValueTask CheckAsync(
        Caller caller,
        Verb verb,
        Permission permission,
        Target target,
        IReadOnlyDictionary<string, string>? labels,
        IEnumerable<StageStructure> stages,
        CancellationToken cancellationToken)
    {
        if (!await IsAllowedAsync(caller, permission, target, labels, stages, cancellationToken).ConfigureAwait(false))
        {
            throw OrchestrationException.Refuse(ErrorCode.PermissionDenied, verb, target, $"{caller.Actor} lacks the permission {permission}.");
        }
    }

    private async ValueTask<bool> AskAsync(PermissionRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await evaluator.IsAllowedAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.EvaluatorThrew(exception);
            return false;
        }
    }
}
