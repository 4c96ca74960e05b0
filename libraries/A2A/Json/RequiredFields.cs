using System.Collections.Frozen;
using A2A.V1;
using Google.Api;
using Google.Protobuf.Reflection;

namespace A2A.Json;

/// <summary>The fields that the protocol's definition marks REQUIRED (A2A 5.7).</summary>
internal static class RequiredFields
{
    private static readonly FrozenSet<FieldDescriptor> All =
        new[] { TaskReflection.Descriptor, CardReflection.Descriptor, ServiceReflection.Descriptor }
            .SelectMany(file => file.MessageTypes).SelectMany(message => message.Fields.InDeclarationOrder())
            .Where(field =>
                field.GetOptions()?.GetExtension(FieldBehaviorExtensions.FieldBehavior)?.Contains(FieldBehavior.Required) == true)
            .ToFrozenSet();

    public static bool IsRequired(this FieldDescriptor field) => All.Contains(field);
}
