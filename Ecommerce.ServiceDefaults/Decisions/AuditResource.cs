using System.Collections.Frozen;
using Ecommerce.Contracts.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.ServiceDefaults.Decisions;

/// <summary>
/// What a call is about, such as <c>order/{id}</c>, read from its reply or request by the option <c>resources</c> of the agent's service.
/// </summary>
internal static class AuditResource
{
    private const int MaxLength = 64;

    private static readonly FrozenDictionary<string, ResourceField[]> Fields = Contracts.Agents.All.ToFrozenDictionary(
        agent => agent.Name, agent => (ResourceField[])[.. agent.Service.GetOptions()?.GetExtension(OptionsExtensions.Resources) ?? []]);

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

        foreach (var resource in fields)
        {
            if (Text(message, resource.Field) is { Length: > 0 and <= MaxLength } value
                && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            {
                return $"{resource.Kind}/{value}";
            }
        }

        return null;
    }

    private static string? Text(IMessage message, string field) => message is Struct json
        ? json.Fields.TryGetValue(field, out var value) ? value.StringValue : null
        : message.Descriptor.FindFieldByName(field) is { IsRepeated: false } known ? known.Accessor.GetValue(message) as string : null;
}
