using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orchestration.Tests.PublicApi;

/// <summary>What an assembly shows to its users, as text: a paragraph for each type, in order of name.</summary>
internal static class ApiText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly) => string.Concat(assembly.GetExportedTypes()
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .Select(type => $"{ApiType.Header(type)}\n{string.Concat(MembersOf(type).Select(member => $"    {member}\n"))}\n"));

    private static IEnumerable<string> MembersOf(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"{field.Name} = {field.GetRawConstantValue()}");
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return [ApiMember.Method(type.GetMethod("Invoke")!)];
        }

        IEnumerable<string> constructors = type.GetConstructors(Declared).Where(IsShown).Select(ApiMember.Constructor);
        IEnumerable<string> fields = type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(ApiMember.Field);
        IEnumerable<string> properties = type.GetProperties(Declared)
            .Where(property => property.GetAccessors(nonPublic: true).Any(IsVisible) && !IsGenerated(property))
            .Select(ApiMember.Property);
        IEnumerable<string> events = type.GetEvents(Declared).Where(one => IsVisible(one.AddMethod!)).Select(ApiMember.Event);
        IEnumerable<string> methods = type.GetMethods(Declared).Where(IsShown).Where(method => !IsAccessor(method)).Select(ApiMember.Method);
        return
        [
            .. constructors.Order(StringComparer.Ordinal),
            .. fields.Concat(properties).Concat(events).Order(StringComparer.Ordinal),
            .. methods.Order(StringComparer.Ordinal),
        ];
    }

    private static bool IsShown(MethodBase method) => IsVisible(method) && !IsGenerated(method);

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    /// <summary>What every record has is no news.</summary>
    private static bool IsGenerated(MemberInfo member) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) || member.Name == "EqualityContract";
}
