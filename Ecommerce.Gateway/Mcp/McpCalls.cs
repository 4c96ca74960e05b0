using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Json;
using Ecommerce.Contracts.Schemas;
using Ecommerce.Gateway.Limits;
using Ecommerce.Gateway.Routing;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;
using Grpc.Core;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Ecommerce.Gateway.Mcp;

/// <summary>Runs tools: each call is one of its capability, by the caller of its request.</summary>
internal sealed class McpCalls(RoutedCalls calls, TimeProvider time)
{
    /// <summary>For how long a tool reads a stream; hosts wait for a tool for a minute.</summary>
    public static readonly TimeSpan StreamTime = TimeSpan.FromSeconds(20);

    private const int MaxEvents = 100;
    private const string TypeField = "type";

    /// <summary>Runs a tool. A refusal is a result too, with the problem as its text.</summary>
    public async ValueTask<CallToolResult> RunAsync(
        HttpContext context, McpTool tool, RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        var capability = tool.Capability;
        try
        {
            var call = OutsideCalls.Of(context, capability, KeyOf(request.Params.Meta));
            var arguments = RequestJson.Check(
                JsonSerializer.SerializeToUtf8Bytes(request.Params.Arguments ?? new Dictionary<string, JsonElement>()));
            IMessage Read() => RequestJson.Parse(capability, arguments);
            var counter = Callers.CounterOf(context);
            return Succeed(capability.ServerStreaming
                ? await StreamAsync(call, counter, Read, request, cancellationToken)
                : ContractJson.FormatUtf8(await calls.RunAsync(call, counter, Read, cancellationToken)));
        }
        catch (ProblemException exception)
        {
            // No structured content: that of a tool with an output schema has to be as the schema says.
            return new() { IsError = true, Content = [new TextContentBlock { Text = ProblemJson.Format(exception) }] };
        }
    }

    private async Task<byte[]> StreamAsync(
        InboundCall call, CallerCounter counter, Func<IMessage> read, RequestContext<CallToolRequestParams> request,
        CancellationToken cancellationToken)
    {
        List<IMessage> events = [];
        var started = time.GetTimestamp();
        try
        {
            await calls.StreamAsync(
                call, counter, read,
                async (stream, ending) =>
                {
                    while (events.Count < MaxEvents && await NextAsync(stream, StreamTime - time.GetElapsedTime(started), ending))
                    {
                        events.Add(stream.Current);
                        await TellAsync(request, events, ending);
                    }
                },
                cancellationToken);
        }
        catch (ProblemException) when (events.Count > 0)
        {
            // Such as the end of the peer's identity: who asks for what came after is told.
        }

        return Format(events);
    }

    // Whether there is a further event in time.
    private async Task<bool> NextAsync(IAsyncStreamReader<IMessage> stream, TimeSpan left, CancellationToken cancellationToken)
    {
        try
        {
            return left > TimeSpan.Zero && await stream.MoveNext(cancellationToken).WaitAsync(left, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static Task TellAsync(
        RequestContext<CallToolRequestParams> request, List<IMessage> events, CancellationToken cancellationToken)
    {
        if (request.Params.ProgressToken is not { } token)
        {
            return Task.CompletedTask;
        }

        var type = events[^1].Descriptor.FindFieldByName(TypeField)?.Accessor.GetValue(events[^1]);
        return request.Server.NotifyProgressAsync(
            token, new ProgressNotificationValue { Progress = events.Count, Message = type as string },
            cancellationToken: cancellationToken);
    }

    private static CallToolResult Succeed(byte[] utf8Json)
    {
        using var document = JsonDocument.Parse(utf8Json);
        return new()
        {
            Content = [new TextContentBlock { Text = Encoding.UTF8.GetString(utf8Json) }],
            StructuredContent = document.RootElement.Clone(),
        };
    }

    private static byte[] Format(List<IMessage> events)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray(CapabilitySchemas.EventsField);
            foreach (var message in events)
            {
                ContractJson.Write(json, message);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static string? KeyOf(JsonObject? meta) => meta?[Capability.KeyFieldName] is not { } key ? null
        : IdempotencyKeys.FromHeader([key is JsonValue value && value.TryGetValue<string>(out var text) ? text : ""]);
}
