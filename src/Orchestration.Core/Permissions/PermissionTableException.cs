namespace Orchestration.Permissions;

/// <summary>A <see cref="PermissionTable"/> with wrong rows; it lists all errors.</summary>
public sealed class PermissionTableException : Exception
{
    internal PermissionTableException(IReadOnlyList<string> errors)
        : base($"The permission table has {errors.Count} error(s):{Environment.NewLine}- {string.Join(Environment.NewLine + "- ", errors)}") => Errors = errors;

    /// <summary>Every error, in the order of the rows, which are counted from 1.</summary>
    public IReadOnlyList<string> Errors { get; }
}
