using System.Reflection;

namespace Orchestration.Tests.Architecture;

/// <summary>
/// The types that a type uses, read from the assembly: bases, signatures, attributes, and what its code calls, creates and touches.
/// Constants leave no trace of where they came from.
/// </summary>
internal sealed class TypeUses
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly HashSet<Type> _used = [];

    private TypeUses()
    {
    }

    /// <summary>What a type uses, itself and the types nested in it included; each named by its outermost type.</summary>
    public static IReadOnlySet<Type> Of(Type type)
    {
        TypeUses uses = new();
        uses.ReadType(type);
        return uses._used;
    }

    /// <summary>The type that a type stands in, without type arguments.</summary>
    public static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type;
    }

    private void ReadType(Type type)
    {
        Add(type.BaseType);
        AddAll(type.GetInterfaces());
        ReadParameters(type.GetGenericArguments());
        ReadAttributes(type);
        foreach (FieldInfo field in type.GetFields(Declared))
        {
            Add(field.FieldType);
            ReadAttributes(field);
        }

        foreach (MethodBase method in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)))
        {
            ReadMethod(method);
        }

        foreach (MemberInfo member in type.GetProperties(Declared).Cast<MemberInfo>().Concat(type.GetEvents(Declared)))
        {
            ReadAttributes(member);
        }

        foreach (Type nested in type.GetNestedTypes(Declared))
        {
            ReadType(nested);
        }
    }

    private void ReadMethod(MethodBase method)
    {
        ReadAttributes(method);
        Add((method as MethodInfo)?.ReturnType);
        foreach (ParameterInfo parameter in method.GetParameters())
        {
            Add(parameter.ParameterType);
            ReadAttributes(parameter);
        }

        ReadParameters(method.IsGenericMethodDefinition ? method.GetGenericArguments() : []);
        if (method.GetMethodBody() is { } body)
        {
            AddAll(body.LocalVariables.Select(local => local.LocalType));
            AddAll(body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause).Select(clause => clause.CatchType));
            foreach (MemberInfo member in MethodCode.MembersIn(method, body))
            {
                AddMember(member);
            }
        }
    }

    private void AddMember(MemberInfo member)
    {
        Add(member as Type ?? member.DeclaringType);
        if (member is MethodInfo { IsGenericMethod: true } generic)
        {
            AddAll(generic.GetGenericArguments());
        }
    }

    private void ReadParameters(IEnumerable<Type> parameters)
    {
        foreach (Type parameter in parameters.Where(parameter => parameter.IsGenericParameter))
        {
            AddAll(parameter.GetGenericParameterConstraints());
        }
    }

    private void ReadAttributes(MemberInfo member) => ReadAttributes(member.GetCustomAttributesData());

    private void ReadAttributes(ParameterInfo parameter) => ReadAttributes(parameter.GetCustomAttributesData());

    private void ReadAttributes(IEnumerable<CustomAttributeData> attributes)
    {
        foreach (CustomAttributeData attribute in attributes)
        {
            Add(attribute.AttributeType);
            AddAll(attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(argument => argument.TypedValue)).Select(argument => argument.Value as Type));
        }
    }

    private void AddAll(IEnumerable<Type?> types)
    {
        foreach (Type? type in types)
        {
            Add(type);
        }
    }

    private void Add(Type? type)
    {
        if (type is null || type.IsGenericParameter)
        {
            return;
        }

        if (type.HasElementType)
        {
            Add(type.GetElementType());
            return;
        }

        if (type.IsFunctionPointer)
        {
            Add(type.GetFunctionPointerReturnType());
            AddAll(type.GetFunctionPointerParameterTypes());
            return;
        }

        _used.Add(Outermost(type));
        AddAll(type.IsConstructedGenericType ? type.GetGenericArguments() : []);
    }
}
