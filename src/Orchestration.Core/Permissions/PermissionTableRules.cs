namespace Orchestration.Permissions;

/// <summary>Rows that make no sense stop the table from being built; all of them are reported at once.</summary>
internal static class PermissionTableRules
{
    public static void Check(IReadOnlyList<PermissionGrant> rows)
    {
        string[] errors = [.. rows.SelectMany((row, index) => ErrorsOf(row, index + 1))];
        if (errors.Length > 0)
        {
            throw new PermissionTableException(errors);
        }
    }

    /// <summary>Also of what the types exclude: a binder leaves null what a configuration leaves out.</summary>
    private static IEnumerable<string> ErrorsOf(PermissionGrant? row, int number)
    {
        if (row is null)
        {
            return [$"row {number} is null."];
        }

        string name = string.IsNullOrWhiteSpace(row.Role) ? $"row {number}" : $"row {number} (role '{row.Role}')";
        return
        [
            .. RoleErrors(name, row.Role),
            .. PermissionErrors(name, row.Permissions),
            .. LimitErrors(name, nameof(row.Pipelines), row.Pipelines),
            .. LimitErrors(name, nameof(row.Environments), row.Environments),
            .. LimitErrors(name, nameof(row.Applications), row.Applications),
        ];
    }

    private static IEnumerable<string> RoleErrors(string row, string? role)
    {
        if (string.IsNullOrWhiteSpace(role))
        {
            yield return $"{row} has no role; '{PermissionGrant.Authenticated}' stands for every authenticated caller.";
        }
    }

    private static IEnumerable<string> PermissionErrors(string row, Permission[]? permissions) => permissions is null or []
        ? [$"{row} has no permissions."]
        : permissions.Where(permission => !Enum.IsDefined(permission)).Select(permission => $"{row} has the unknown permission {permission}.");

    private static IEnumerable<string> LimitErrors(string row, string limit, string[]? names)
    {
        if (names is [])
        {
            yield return $"{row} has an empty list {limit}; leave it out where any is meant.";
        }

        foreach (string? name in names ?? [])
        {
            if (string.IsNullOrWhiteSpace(name))
            {
                yield return $"{row} has a blank name in {limit}.";
            }
            else if (name == PermissionGrant.Authenticated)
            {
                yield return $"{row} has '{name}' in {limit}, where it is no pattern; leave the list out where any is meant.";
            }
        }
    }
}
