using System.Text.Json.Nodes;
using Ecommerce.Contracts.Layout;
using Google.Protobuf.Reflection;

namespace Ecommerce.Contracts.Schemas;

/// <summary>Examples of messages, made of one value for each field's name.</summary>
public static class MessageExamples
{
    private const string Created = "\"2026-11-21T17:18:43.919065Z\"";
    private const string Order = "\"01a1ff1e-14a9-77e0-9bf1-6265eb55c71a\"";

    // A name alone, or that of one message's field; null leaves the field out.
    private static readonly Dictionary<string, string?> Values = new()
    {
        ["accepted"] = "true",
        ["access_token"] = "\"eyJhbGciOiJFUzI1NiIsImtpZCI6…\"",
        ["amount"] = "\"9.99\"",
        ["alg"] = "\"ES256\"",
        ["at"] = Created,
        ["available"] = "1000",
        ["capability"] = "\"get_order\"",
        ["created_at"] = Created,
        ["crv"] = "\"P-256\"",
        ["currency"] = "\"USD\"",
        ["current_password"] = "\"correct horse\"",
        ["delta"] = "5",
        ["email"] = "\"ann@example.com\"",
        ["event_id"] = "4",
        ["expires_in"] = "300",
        ["hash"] = "\"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"",
        ["held"] = "{\"order\": {\"records\": []}, \"payment\": {\"records\": []}}",
        ["kid"] = "\"01a1ff1b-02c1-7b1f-8b41-5a2f1d0e9c11\"",
        ["kty"] = "\"EC\"",
        ["last_event_id"] = "3",
        ["last_used_at"] = Created,
        ["line_total"] = "\"39.98\"",
        ["name"] = "\"Ann\"",
        ["new_password"] = "\"battery staple\"",
        ["new_tier"] = "\"premium\"",
        ["order_id"] = Order,
        ["page_size"] = "20",
        ["password"] = "\"correct horse\"",
        ["payment_method"] = "\"credit_card\"",
        ["pending"] = "[\"order\"]",
        ["price"] = "\"19.99\"",
        ["provider"] = "\"sandbox\"",
        ["quantity"] = "2",
        ["reason"] = "\"one of two\"",
        ["refresh_token"] = "\"AaICRcnXdVyAdHzKc2Lwew…\"",
        ["refund_id"] = "\"01a1ff1e-18dd-7f78-a343-bc353a98d447\"",
        ["refunded"] = "\"0.00\"",
        ["sealed_at"] = Created,
        ["session_id"] = "\"01a20245-c9d7-755c-8074-7cca7362f07b\"",
        ["sku"] = "\"WIDGET-001\"",
        ["tier"] = "\"free\"",
        ["token_type"] = "\"Bearer\"",
        ["total"] = "\"39.98\"",
        ["transaction_id"] = "\"01a1ff1e-15d0-7c31-bc3e-309d97b4c40b\"",
        ["type"] = "\"confirmed\"",
        ["unit_price"] = "\"19.99\"",
        ["updated_at"] = Created,
        ["use"] = "\"sig\"",
        ["user_id"] = "\"01a1ff1e-1206-7b91-91eb-20459fa86b9e\"",
        ["x"] = "\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\"",
        ["y"] = "\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"",
        ["AuthenticateRequest.new_password"] = null,
        ["CreateOrderRequest.idempotency_key"] = null,
        ["Order.failure"] = null,
        ["Order.status"] = "\"confirmed\"",
        ["OrderEvent.status"] = "\"confirmed\"",
        ["OrderLine.name"] = "\"Widget\"",
        ["Payment.amount"] = "\"39.98\"",
        ["Payment.next_action"] = null,
        ["Payment.status"] = "\"captured\"",
        ["Product.name"] = "\"Widget\"",
        ["Refund.status"] = "\"succeeded\"",
        ["RefundPaymentRequest.idempotency_key"] = null,
        ["RouteRequest.action"] = "\"get_order\"",
        ["RouteRequest.service"] = "\"order\"",
    };

    /// <summary>The shortest request of a capability: what it must have.</summary>
    public static JsonObject Request(Capability capability)
    {
        var required = Array.FindAll(MessageLayout.Of(capability.Request).Fields, field => field.Rules.Required);
        return Of(capability.Request, name => Array.Exists(required, field => field.Name == name));
    }

    /// <summary>A message with those of its fields.</summary>
    public static JsonObject Of(MessageDescriptor type, Predicate<string> shows) => new(
        from field in type.Fields.InDeclarationOrder()
        where shows(field.Name) && (!Values.TryGetValue($"{type.Name}.{field.Name}", out var value) || value is not null)
        select KeyValuePair.Create(field.Name, Of(type, field)));

    /// <summary>One field's value.</summary>
    public static JsonNode? Of(MessageDescriptor type, FieldDescriptor field)
    {
        if (Values.GetValueOrDefault($"{type.Name}.{field.Name}") is { } own)
        {
            return JsonNode.Parse(own);
        }

        if (Values.GetValueOrDefault(field.Name) is { } value)
        {
            return JsonNode.Parse(value);
        }

        return field.FieldType switch
        {
            FieldType.Message when field.IsMap => new JsonObject(),
            FieldType.Message when field.IsRepeated => new JsonArray(Of(field.MessageType, _ => true)),
            FieldType.Message => Of(field.MessageType, _ => true),
            FieldType.String or FieldType.Bytes => "",
            FieldType.Int32 or FieldType.Int64 => 1,
            _ => throw new InvalidOperationException($"{type.Name}.{field.Name} has no example"),
        };
    }
}
