namespace Orchestration.CrashTests.Inspection;

/// <summary>What has succeeded in a tree never runs again, and is handed on as it was.</summary>
internal static class TreeRules
{
    public static void Check(StoredExecution stored, Findings findings)
    {
        Dictionary<string, Payload?> succeeded = [];
        HashSet<int> children = [];
        foreach (ActionEvent happened in stored.History.OfType<ActionEvent>())
        {
            string path = $"{happened.Stage}/{happened.Action}";
            if (happened is ActionAdded)
            {
                children.Add(happened.ActionIndex);
            }
            else if (happened is ActionClosed { Status: ActionStatus.Succeeded } closed && children.Contains(happened.ActionIndex))
            {
                succeeded[path] = closed.Output;
            }
            else if (happened is ActionStarted && succeeded.ContainsKey(path))
            {
                findings.AddDuplicated($"{path} of {stored.Id} ran again at event {happened.Sequence} although it had succeeded.");
            }
            else if (happened is ActionReused reused && (!succeeded.TryGetValue(path, out Payload? output) || !Equals(output, reused.Output)))
            {
                CheckReuse(stored, path, children.Contains(happened.ActionIndex), findings);
            }
        }
    }

    /// <summary>Declared actions are reused from another execution, which is looked at itself.</summary>
    private static void CheckReuse(StoredExecution stored, string path, bool isChild, Findings findings)
    {
        if (isChild)
        {
            findings.AddLost($"{path} of {stored.Id} reuses what it had not returned.");
        }
    }
}
