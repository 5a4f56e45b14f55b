using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orchestration.Tests.PublicApi;

/// <summary>Writes types as source code would.</summary>
internal static class ApiType
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
    };

    /// <summary>Such as <c>public sealed class Orchestration.Receipt : IDisposable</c>.</summary>
    public static string Header(Type type)
    {
        Type[] inherited = type.BaseType?.GetInterfaces() ?? [];
        IEnumerable<Type> interfaces = type.GetInterfaces().Except(inherited).Where(one => one.IsPublic && !IsOfRecord(type, one));
        IEnumerable<Type> bases = type.IsEnum
            ? [Enum.GetUnderlyingType(type)]
            : [.. BaseOf(type), .. interfaces.OrderBy(one => one.FullName, StringComparer.Ordinal)];
        string[] names = [.. bases.Select(one => Name(one))];
        string after = names.Length == 0 ? string.Empty : $" : {string.Join(", ", names)}";
        return $"public {KindOf(type)} {type.Namespace}.{Name(type)}{after}{Constraints(type.GetGenericArguments())}";
    }

    /// <summary>The name with type arguments and, where it is known, what may be null.</summary>
    public static string Name(Type type, NullabilityInfo? nullability = null)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!, nullability);
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return $"{Name(value)}?";
        }

        string mark = nullability is { ReadState: NullabilityState.Nullable } && type is { IsValueType: false, IsGenericParameter: false } ? "?" : string.Empty;
        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!, nullability?.ElementType)}[]{mark}";
        }

        if (Keywords.TryGetValue(type, out string? keyword))
        {
            return keyword + mark;
        }

        string outer = type is { IsNested: true, IsGenericParameter: false } ? $"{Name(type.DeclaringType!)}." : string.Empty;
        if (!type.IsGenericType)
        {
            return outer + type.Name + mark;
        }

        IEnumerable<string> arguments = type.GetGenericArguments()
            .Select((argument, index) => Variance(argument) + Name(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(index)));
        return $"{outer}{type.Name.Split('`')[0]}<{string.Join(", ", arguments)}>{mark}";
    }

    /// <summary>The <c>where</c> clauses, each with a space before it.</summary>
    public static string Constraints(IEnumerable<Type> parameters) => string.Concat(parameters.Where(one => one.IsGenericParameter).Select(parameter =>
    {
        GenericParameterAttributes flags = parameter.GenericParameterAttributes;
        string[] all =
        [
            .. flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? (string[])["class"] : [],
            .. flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint) ? (string[])["struct"] : [],
            .. parameter.GetGenericParameterConstraints().Where(one => one != typeof(ValueType)).Select(one => Name(one)),
        ];
        return all.Length == 0 ? string.Empty : $" where {parameter.Name} : {string.Join(", ", all)}";
    }));

    private static IEnumerable<Type> BaseOf(Type type) =>
        type.BaseType is { } found && found != typeof(object) && found != typeof(ValueType) && !typeof(Delegate).IsAssignableFrom(type) ? [found] : [];

    private static string KindOf(Type type)
    {
        if (type.IsEnum)
        {
            return "enum";
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return "delegate";
        }

        if (type.IsInterface)
        {
            return "interface";
        }

        string word = IsRecord(type) ? "record " : string.Empty;
        if (type.IsValueType)
        {
            return $"{(type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : string.Empty)}{word}struct";
        }

        string prefix = type switch
        {
            { IsAbstract: true, IsSealed: true } => "static ",
            { IsAbstract: true } => "abstract ",
            { IsSealed: true } => "sealed ",
            _ => string.Empty,
        };
        return $"{prefix}{word}class";
    }

    private static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) is not null;

    /// <summary>Every record can be compared; that is no news.</summary>
    private static bool IsOfRecord(Type type, Type one) => IsRecord(type) && one == typeof(IEquatable<>).MakeGenericType(type);

    private static string Variance(Type argument) => !argument.IsGenericParameter ? string.Empty
        : argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.Contravariant) ? "in "
        : argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.Covariant) ? "out "
        : string.Empty;
}
