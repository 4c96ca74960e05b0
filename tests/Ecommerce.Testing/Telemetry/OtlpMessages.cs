using Google.Protobuf;

namespace Ecommerce.Testing.Telemetry;

/// <summary>A span as it arrived.</summary>
/// <param name="Agent">Whose it is: the resource's <c>service.name</c>.</param>
/// <param name="Scope">The instrumentation that made it.</param>
/// <param name="TraceId">In lower-case hex, as all IDs here.</param>
/// <param name="SpanId">Its ID.</param>
/// <param name="ParentId">Its parent's; empty for a root.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Attributes">Its attributes that are texts.</param>
/// <param name="LinkedTraceIds">The traces that it is linked to.</param>
public sealed record TelemetrySpan(
    string Agent, string Scope, string TraceId, string SpanId, string ParentId, string Name, IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyList<string> LinkedTraceIds);

/// <summary>A log line as it arrived.</summary>
/// <param name="Agent">Whose it is.</param>
/// <param name="Text">What it says.</param>
/// <param name="TraceId">The trace that it was written in; empty outside any.</param>
public sealed record TelemetryLog(string Agent, string Text, string TraceId);

/// <summary>A point of a metric as it arrived.</summary>
/// <param name="Agent">Whose it is.</param>
/// <param name="Name">The instrument's name.</param>
/// <param name="Attributes">Its attributes that are texts.</param>
public sealed record TelemetryPoint(string Agent, string Name, IReadOnlyDictionary<string, string> Attributes);

/// <summary>Reads OTLP's export requests; the numbers are those of opentelemetry-proto 1.x.</summary>
internal static class OtlpMessages
{
    // Where a metric keeps its points: gauge, sum, histogram, exponential histogram, summary.
    private static readonly int[] Kinds = [5, 7, 9, 10, 11];

    public static IEnumerable<TelemetrySpan> Spans(ByteString request) =>
        from resource in request.Messages(1)
        let agent = Agent(resource)
        from scope in resource.Messages(2)
        let source = scope.Message(1).Message(1).ToStringUtf8()
        from span in scope.Messages(2)
        select new TelemetrySpan(
            agent, source, Hex(span.Message(1)), Hex(span.Message(2)), Hex(span.Message(4)), span.Message(5).ToStringUtf8(), Texts(span, 9),
            [.. span.Messages(13).Select(link => Hex(link.Message(1)))]);

    public static IEnumerable<TelemetryLog> Logs(ByteString request) =>
        from resource in request.Messages(1)
        let agent = Agent(resource)
        from scope in resource.Messages(2)
        from entry in scope.Messages(2)
        select new TelemetryLog(agent, entry.Message(5).Message(1).ToStringUtf8(), Hex(entry.Message(9)));

    public static IEnumerable<TelemetryPoint> Points(ByteString request) =>
        from resource in request.Messages(1)
        let agent = Agent(resource)
        from scope in resource.Messages(2)
        from metric in scope.Messages(2)
        let name = metric.Message(1).ToStringUtf8()
        from data in ProtobufFields.Of(metric)
        where Kinds.Contains(data.Number)
        from point in data.Bytes.Messages(1)
        select new TelemetryPoint(agent, name, Texts(point, data.Number is 9 ? 9 : data.Number is 10 ? 1 : 7));

    private static string Agent(ByteString resource) => Texts(resource.Message(1), 1).GetValueOrDefault("service.name", "");

    private static Dictionary<string, string> Texts(ByteString message, int number)
    {
        Dictionary<string, string> texts = [];
        foreach (var attribute in message.Messages(number))
        {
            var value = attribute.Message(2).Message(1);
            if (!value.IsEmpty)
            {
                texts[attribute.Message(1).ToStringUtf8()] = value.ToStringUtf8();
            }
        }

        return texts;
    }

    private static string Hex(ByteString id) => Convert.ToHexStringLower(id.Span);
}
