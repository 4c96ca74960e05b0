using System.Collections.Frozen;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.ServiceDefaults.Decisions;

/// <summary>
/// What a call is about, read from its reply or request: <c>order/{id}</c>, <c>payment/{id}</c>, <c>user/{id}</c>,
/// <c>product/{sku}</c>.
/// </summary>
internal static class AuditResource
{
    private const int MaxLength = 64;

    // By agent: first the field that identifies the agent's own resource, then fields that refer to others.
    private static readonly FrozenDictionary<string, (string Field, string Kind)[]> Fields = new Dictionary<string, (string, string)[]>
    {
        [AgentNames.User] = [("user_id", "user")],
        [AgentNames.Order] = [("order_id", "order"), ("user_id", "user")],
        [AgentNames.Payment] = [("transaction_id", "payment"), ("order_id", "order"), ("user_id", "user")],
        [AgentNames.Inventory] = [("sku", "product"), ("order_id", "order")],
    }.ToFrozenDictionary();

    /// <summary>
    /// What a message to or from an agent is about; null if it names nothing, or not in the form of an ID or a SKU.
    /// </summary>
    public static string? Of(string agent, IMessage? message)
    {
        if (message is RouteRequest route)
        {
            return Of(route.Service, route.Payload);
        }

        if (message is null || !Fields.TryGetValue(agent, out var fields))
        {
            return null;
        }

        foreach (var (field, kind) in fields)
        {
            if (Text(message, field) is { Length: > 0 and <= MaxLength } value
                && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            {
                return $"{kind}/{value}";
            }
        }

        return null;
    }

    private static string? Text(IMessage message, string field) => message is Struct json
        ? json.Fields.TryGetValue(field, out var value) ? value.StringValue : null
        : message.Descriptor.FindFieldByName(field) is { IsRepeated: false } known ? known.Accessor.GetValue(message) as string : null;
}
