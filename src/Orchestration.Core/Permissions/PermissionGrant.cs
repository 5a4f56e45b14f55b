namespace Orchestration.Permissions;

/// <summary>
/// One row of a <see cref="PermissionTable"/>: who has which permissions, and where. A row only grants; nothing takes away what another row grants.
/// Every name is compared exactly (ordinal), without patterns. The limits <see cref="Pipelines"/>, <see cref="Environments"/> and
/// <see cref="Applications"/> must all hold.
/// </summary>
/// <remarks>
/// <para>
/// A command on an execution is asked for with the labels of its start and, over them, those of its pipeline; one on a stage with the stage's labels
/// over these. A retry or a resume needs a grant for each stage that will run. So where only stages bear the label <c>environment</c>, a row that is
/// limited to environments grants nothing on whole executions (view, stop, abort, start), unless a start brought the label.
/// </para>
/// <para>
/// A start is asked for once, without its stages, and the labels that it brings are chosen by its caller. They can't replace a label of the pipeline,
/// but count where the pipeline has none of that name. Therefore <see cref="Environments"/> and <see cref="Applications"/> alone do not keep a caller with
/// <see cref="Permission.Execute"/> from starting a pipeline without these labels: label the pipeline or limit such a row by <see cref="Pipelines"/> too,
/// and put an approval in front of the stages to protect.
/// </para>
/// <para>
/// The properties can be bound from a configuration. Let the binder refuse unknown keys (<c>ErrorOnUnknownConfiguration</c>), or a misspelt limit is none.
/// The lists are arrays because for these, from version 10 on, the binder tells an empty one, which the table refuses, from a missing one.
/// </para>
/// </remarks>
public sealed record PermissionGrant
{
    /// <summary>As the <see cref="Role"/>: every authenticated caller, whatever their roles. Never anonymous ones.</summary>
    public const string Authenticated = "*";

    /// <summary>
    /// The role, as <see cref="System.Security.Claims.ClaimsPrincipal.IsInRole"/> knows it; or <see cref="Authenticated"/>. Not blank. A caller who is not
    /// authenticated has no role, whatever the claims say.
    /// </summary>
    public required string Role { get; init; }

    /// <summary>The permissions; at least one. None includes another.</summary>
    public required Permission[] Permissions { get; init; }

    /// <summary>
    /// The names of the pipelines; null, the default, for any. Not empty. A limited row does not match what addresses no known pipeline: the audit, or an
    /// execution that does not exist.
    /// </summary>
    public string[]? Pipelines { get; init; }

    /// <summary>The values of the label <c>environment</c>; null, the default, for any. Not empty. A limited row does not match a request without that label.</summary>
    public string[]? Environments { get; init; }

    /// <summary>The values of the label <c>application</c>; null, the default, for any. Not empty. A limited row does not match a request without that label.</summary>
    public string[]? Applications { get; init; }
}
