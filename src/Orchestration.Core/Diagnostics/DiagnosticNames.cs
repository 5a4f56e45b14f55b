namespace Orchestration.Diagnostics;

/// <summary>Names under which the library is seen from outside.</summary>
internal static class DiagnosticNames
{
    public const string LogCategory = "Orchestration.Core";
}
