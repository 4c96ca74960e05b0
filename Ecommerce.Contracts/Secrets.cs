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
