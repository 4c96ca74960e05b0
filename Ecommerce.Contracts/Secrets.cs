using System.Collections;
using Ecommerce.Contracts.Layout;
using Google.Protobuf;

namespace Ecommerce.Contracts;

/// <summary>
/// Fields whose rules call them secret. They go to the capability's method and nowhere else: not into policies, hashes, stored replies or
/// logs.
/// </summary>
public static class Secrets
{
    /// <summary>A copy of a message without its secret fields; the message itself, if its type can hold none.</summary>
    public static IMessage Without(IMessage message)
    {
        var layout = MessageLayout.Of(message.Descriptor);
        if (!layout.HoldsSecrets)
        {
            return message;
        }

        var copy = message.Descriptor.Parser.ParseFrom(message.ToByteString());
        Clear(copy, layout);
        return copy;
    }

    /// <summary>Whether a request or a reply of the capability can hold a secret field.</summary>
    public static bool MayBeIn(Capability capability) =>
        MessageLayout.Of(capability.Request).HoldsSecrets || MessageLayout.Of(capability.Response).HoldsSecrets;

    /// <summary>The texts of a message's fields whose rules call them secret or an e-mail address.</summary>
    public static IEnumerable<string> ValuesIn(IMessage message)
    {
        foreach (var field in MessageLayout.Of(message.Descriptor).Fields)
        {
            if ((field.Rules.Secret || field.Rules.Email) && field.Accessor.GetValue(message) is string { Length: > 0 } value)
            {
                yield return value;
            }
        }
    }

    private static void Clear(IMessage message, MessageLayout layout)
    {
        foreach (var field in layout.Fields)
        {
            if (field.Rules.Secret)
            {
                field.Accessor.Clear(message);
            }
            else if (field.Inner is { HoldsSecrets: true } inner)
            {
                ClearIn(field.Accessor.GetValue(message), inner);
            }
        }
    }

    private static void ClearIn(object? value, MessageLayout layout)
    {
        if (value is IMessage one)
        {
            Clear(one, layout);
            return;
        }

        foreach (var message in ((value as IDictionary)?.Values ?? (IEnumerable?)value ?? Array.Empty<IMessage>()).Cast<IMessage>())
        {
            Clear(message, layout);
        }
    }
}
