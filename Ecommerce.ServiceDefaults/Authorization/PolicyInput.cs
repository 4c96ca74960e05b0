using System.Globalization;
using Ecommerce.Contracts;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;
using Rego;

namespace Ecommerce.ServiceDefaults;

/// <summary>The document that policies see as <c>input</c>.</summary>
internal static class PolicyInput
{
    public static RegoValue From(AuthorizationRequest request, DateTimeOffset now)
    {
        List<KeyValuePair<string, RegoValue>> input =
        [
            new("direction", RegoValue.String(request.Direction == Direction.Inbound ? "inbound" : "outbound")),
            new("caller_spiffe_id", RegoValue.String(request.Caller)),
            new("callee_spiffe_id", RegoValue.String(request.Callee)),
            new("resource_spiffe_id", RegoValue.String(request.Callee)),
            new("action", RegoValue.String(request.Action)),
            new("actor", RegoValue.String(request.Actor)),
            new("timestamp", RegoValue.String(now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture))),
            new("caller_trust_domain", RegoValue.String(TrustDomainOf(request.Caller))),
            new("resource_trust_domain", RegoValue.String(TrustDomainOf(request.Callee))),
            new("context", RegoValue.EmptyObject),
            new("request", request.Request is { } message ? Convert(message) : RegoValue.EmptyObject),
        ];
        if (request.UserId is { } user)
        {
            input.Add(new("user", RegoValue.Object([new("user_id", RegoValue.String(user))])));
        }

        return RegoValue.Object(input);
    }

    private static string TrustDomainOf(string id)
    {
        const int Start = 9; // spiffe://
        var end = id.IndexOf('/', Start);
        return end < 0 ? id[Start..] : id[Start..end];
    }

    // The request's fields as JSON would show them; secrets are no business of a policy, and lists of messages are not decided on.
    private static RegoValue Convert(IMessage message)
    {
        List<KeyValuePair<string, RegoValue>> fields = [];
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (!field.IsMap && !field.IsRepeated && field.FieldType != FieldType.Message
                && field.GetOptions()?.GetExtension(OptionsExtensions.Rules)?.Secret != true
                && (!field.HasPresence || field.Accessor.HasValue(message)))
            {
                fields.Add(new(field.Name, Convert(field, field.Accessor.GetValue(message))));
            }
        }

        return RegoValue.Object(fields);
    }

    private static RegoValue Convert(FieldDescriptor field, object value) => value switch
    {
        string text => RegoValue.String(text),
        bool flag => RegoValue.Boolean(flag),
        int number => RegoValue.Number(number),
        long number => RegoValue.Number(number),
        Enum => RegoValue.String(ContractJson.EnumName(field.EnumType, (int)value)),
        _ => RegoValue.Null,
    };
}
