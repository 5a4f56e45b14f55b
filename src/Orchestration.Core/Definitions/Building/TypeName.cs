namespace Orchestration.Definitions;

/// <summary>How a structure names the code that runs.</summary>
internal static class TypeName
{
    public const string Delegate = "delegate";

    public const string Approval = "approval";

    public static string Of<T>() => typeof(T).FullName ?? typeof(T).Name;
}
