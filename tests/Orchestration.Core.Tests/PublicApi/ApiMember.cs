using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orchestration.Tests.PublicApi;

/// <summary>Writes members as source code would.</summary>
internal static class ApiMember
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static string Constructor(ConstructorInfo constructor) =>
        $"{Modifiers(constructor)}{constructor.DeclaringType!.Name.Split('`')[0]}({Parameters(constructor)})";

    public static string Field(FieldInfo field)
    {
        string kind = field.IsLiteral ? "const " : field.IsStatic ? "static " : string.Empty;
        string value = field.IsLiteral ? $" = {Literal(field.GetRawConstantValue())}" : string.Empty;
        return $"{kind}{ApiType.Name(field.FieldType, Nullability.Create(field))} {field.Name}{value}";
    }

    public static string Property(PropertyInfo property)
    {
        MethodInfo[] accessors = [.. property.GetAccessors(nonPublic: true).Where(IsVisible)];
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : string.Empty;
        string name = property.GetIndexParameters().Length == 0 ? property.Name : $"this[{Parameters(property.GetIndexParameters())}]";
        string get = accessors.Contains(property.GetMethod) ? " get;" : string.Empty;
        string set = !accessors.Contains(property.SetMethod) ? string.Empty
            : property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;";
        return $"{Modifiers(accessors[0])}{required}{ApiType.Name(property.PropertyType, Nullability.Create(property))} {name} {{{get}{set} }}";
    }

    public static string Event(EventInfo one) => $"{Modifiers(one.AddMethod!)}event {ApiType.Name(one.EventHandlerType!)} {one.Name}";

    public static string Method(MethodInfo method)
    {
        Type[] arguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
        string generic = arguments.Length == 0 ? string.Empty : $"<{string.Join(", ", arguments.Select(one => one.Name))}>";
        string result = ApiType.Name(method.ReturnType, Nullability.Create(method.ReturnParameter));
        return $"{Modifiers(method)}{result} {method.Name}{generic}({Parameters(method)}){ApiType.Constraints(arguments)}";
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Modifiers(MethodBase method)
    {
        string access = method.IsPublic ? string.Empty : "protected ";
        bool isInInterface = method.DeclaringType!.IsInterface;
        bool isOverride = method is MethodInfo one && one.GetBaseDefinition() != one;
        string kind = method switch
        {
            { IsStatic: true } => "static ",
            { IsAbstract: true } when isInInterface => string.Empty,
            { IsAbstract: true } => isOverride ? "abstract override " : "abstract ",
            { IsVirtual: true } when isOverride => "override ",
            { IsVirtual: true, IsFinal: false } => "virtual ",
            _ => string.Empty,
        };
        return access + kind;
    }

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : string.Empty) + Parameters(method.GetParameters());

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(parameter =>
    {
        string direction = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : string.Empty;
        string many = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : string.Empty;
        string value = parameter.HasDefaultValue ? $" = {Default(parameter)}" : string.Empty;
        return $"{direction}{many}{ApiType.Name(parameter.ParameterType, Nullability.Create(parameter))} {parameter.Name}{value}";
    }));

    private static string Default(ParameterInfo parameter)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return parameter.RawDefaultValue is { } value && type.IsEnum ? $"{type.Name}.{Enum.ToObject(type, value)}"
            : parameter.RawDefaultValue is null && parameter.ParameterType == type && type.IsValueType ? "default"
            : Literal(parameter.RawDefaultValue);
    }

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        _ => FormattableString.Invariant($"{value}"),
    };
}
