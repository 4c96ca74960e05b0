using System.Reflection;
using Grpc.Core;

namespace Ecommerce.ServiceDefaults.Capabilities;

/// <summary>Holds an agent's service to its contract: every RPC has a method.</summary>
public static class ServiceConformance
{
    /// <summary>The RPCs that a service leaves to its generated base class, which answers that there is no such capability.</summary>
    /// <param name="service">Derives from the base class generated for an agent's typed service.</param>
    /// <returns>One line for each, with the file to edit: it is named for the class and lies at the root of its project.</returns>
    public static IReadOnlyList<string> Missing(Type service) =>
    [
        .. from method in service.GetMethods(BindingFlags.Public | BindingFlags.Instance)
           where method.DeclaringType!.IsDefined(typeof(BindServiceMethodAttribute), inherit: false)
           select $"{service.Assembly.GetName().Name}/{service.Name}.cs: the RPC {method.Name} has no method: override {Signature(method)}",
    ];

    private static string Signature(MethodInfo method)
    {
        var parameters = method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}");
        return $"{Name(method.ReturnType)} {method.Name}({string.Join(", ", parameters)})";
    }

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
