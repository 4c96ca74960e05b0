using System.Text.Json;
using A2A.Errors;
using Google.Protobuf.Reflection;

namespace A2A.Json;

/// <summary>
/// Refuses names that an enum does not have. Protobuf's reader, told to ignore members that it does not know, ignores these too, and a
/// filter for a state that is misspelt would be none.
/// </summary>
internal static class EnumNames
{
    /// <summary>Checks the members of a message, and of those within it.</summary>
    /// <exception cref="A2AException">A name is not known.</exception>
    public static void Check(JsonElement element, MessageDescriptor type, string path = "")
    {
        // Data and metadata have no enums.
        if (element.ValueKind != JsonValueKind.Object || type.File.Package == "google.protobuf")
        {
            return;
        }

        foreach (var member in element.EnumerateObject())
        {
            var field = type.Fields.InFieldNumberOrder().FirstOrDefault(
                known => member.Name == known.JsonName || member.Name == known.Name);
            if (field is { IsMap: false, FieldType: FieldType.Enum or FieldType.Message })
            {
                Check(member.Value, field, path.Length == 0 ? field.JsonName : $"{path}.{field.JsonName}");
            }
        }
    }

    private static void Check(JsonElement value, FieldDescriptor field, string path)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                Check(item, field, path);
            }
        }
        else if (field.FieldType == FieldType.Message)
        {
            Check(value, field.MessageType, path);
        }
        else if (value.ValueKind == JsonValueKind.String && field.EnumType.FindValueByName(value.GetString()) is null)
        {
            throw A2AException.Invalid(path, "It is not a known value.");
        }
    }
}
