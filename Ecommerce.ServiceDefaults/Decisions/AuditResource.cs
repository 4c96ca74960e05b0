using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Privacy;
using Google.Protobuf;
using Google.Protobuf.Reflection;
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

    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    // Where the types of messages have the fields; there are as many as agents and types.
    private static readonly ConcurrentDictionary<(string Agent, MessageDescriptor Type), Reader[]> Readers = new();

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

        var readers = Readers.GetOrAdd(
            (agent, message.Descriptor),
            static (key, fields) => [.. fields.Select(field => new Reader(field.Kind, ReaderOf(key.Type, field.Field)))],
            fields);
        foreach (var (kind, read) in readers)
        {
            // The number of a card has the form of a SKU.
            if (read(message) is { Length: > 0 and <= MaxLength } value && !value.AsSpan().ContainsAnyExcept(IdCharacters)
                && ReferenceEquals(Redaction.Of(value), value))
            {
                return $"{kind}/{value}";
            }
        }

        return null;
    }

    private static Func<IMessage, string?> ReaderOf(MessageDescriptor type, string field)
    {
        if (type == Struct.Descriptor)
        {
            return message => ((Struct)message).Fields.TryGetValue(field, out var value) ? value.StringValue : null;
        }

        return type.FindFieldByName(field) is { IsRepeated: false, Accessor: var accessor }
            ? message => accessor.GetValue(message) as string
            : static _ => null;
    }

    private sealed record Reader(string Kind, Func<IMessage, string?> Read);
}
