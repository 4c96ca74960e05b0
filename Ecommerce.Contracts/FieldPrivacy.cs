using Ecommerce.Contracts.V1;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Contracts;

/// <summary>Fields that say something of a person.</summary>
public static class FieldPrivacy
{
    // The package of messages that hold anything, such as Struct.
    private const string WellKnown = "google.protobuf";

    /// <summary>Whether it is a secret, an e-mail address, what a person is called, or what a person has written.</summary>
    public static bool IsPersonal(FieldDescriptor field) =>
        field.GetOptions()?.GetExtension(OptionsExtensions.Rules) is { } rules && (rules.Secret || rules.Email || rules.Personal);

    /// <summary>
    /// Whether operators may see its value where a request is shown: a number, a time, one of fixed words, and a text only if the contract
    /// gives it a form or says that it may be shown. Never what is personal, and never what the contract does not know the inside of.
    /// </summary>
    public static bool IsShown(FieldDescriptor field)
    {
        if (field.IsMap || IsPersonal(field))
        {
            return false;
        }

        return field.FieldType switch
        {
            FieldType.Bytes => false,
            FieldType.String => field.GetOptions()?.GetExtension(OptionsExtensions.Rules) is { } rules
                && (rules.Shown || rules.Uuid || rules.Money || rules.Name || rules.Pattern.Length > 0),
            FieldType.Message => field.MessageType.File.Package != WellKnown || field.MessageType == Timestamp.Descriptor,
            _ => true,
        };
    }
}
