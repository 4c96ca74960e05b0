using Ecommerce.Contracts.V1;
using Google.Protobuf.Reflection;

namespace Ecommerce.Contracts;

/// <summary>Fields that say something of a person.</summary>
public static class FieldPrivacy
{
    /// <summary>Whether it is a secret, an e-mail address, what a person is called, or what a person has written.</summary>
    public static bool IsPersonal(FieldDescriptor field) =>
        field.GetOptions()?.GetExtension(OptionsExtensions.Rules) is { } rules && (rules.Secret || rules.Email || rules.Personal);
}
