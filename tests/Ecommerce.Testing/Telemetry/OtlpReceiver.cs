using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Testing.Telemetry;

/// <summary>
/// A collector that keeps what it gets: OTLP over gRPC, on a free port of loopback. The oldest spans and log lines make room for new ones
/// beyond <see cref="Limit"/> of each.
/// </summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    /// <summary>As many spans are kept, and as many log lines.</summary>
    public const int Limit = 100_000;

    // gRPC's frame: whether it is compressed, then the length (gRPC over HTTP/2, "Length-Prefixed-Message").
    private const int FrameHeader = 5;

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<TelemetrySpan> _spans = new();
    private readonly ConcurrentQueue<TelemetryLog> _logs = new();
    private readonly ConcurrentDictionary<(string Agent, string Name, string Attributes), TelemetryPoint> _points = new();

    private volatile byte[][] _planted = [];
    private readonly ConcurrentBag<string> _leaks = [];

    private OtlpReceiver(WebApplication app)
    {
        _app = app;
        app.MapPost("/opentelemetry.proto.collector.trace.v1.TraceService/Export", context => ReceiveAsync(context, TakeSpans));
        app.MapPost("/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", context => ReceiveAsync(context, TakePoints));
        app.MapPost("/opentelemetry.proto.collector.logs.v1.LogsService/Export", context => ReceiveAsync(context, TakeLogs));
    }

    /// <summary>For <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</summary>
    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>The spans that have arrived.</summary>
    public IReadOnlyCollection<TelemetrySpan> Spans => _spans;

    /// <summary>The log lines that have arrived.</summary>
    public IReadOnlyCollection<TelemetryLog> Logs => _logs;

    /// <summary>The points of each metric that have arrived, each once.</summary>
    public IEnumerable<TelemetryPoint> Points => _points.Values;

    /// <summary>The metrics that have arrived, as Prometheus reads them.</summary>
    public PrometheusExposition Exposition { get; } = new();

    /// <summary>The planted values that have arrived, anywhere in a report.</summary>
    public IEnumerable<string> Leaks => _leaks.Distinct();

    /// <summary>Looks for these values in whatever arrives from now on.</summary>
    public void Plant(IEnumerable<string> values) => _planted = [.. values.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Starts to listen.</summary>
    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        var receiver = new OtlpReceiver(builder.Build());
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext context, Action<ByteString> take)
    {
        var body = await ByteString.FromStreamAsync(context.Request.Body, context.RequestAborted);
        var length = (int)BinaryPrimitives.ReadUInt32BigEndian(body.Span[1..]);
        foreach (var value in _planted.Where(value => body.Span.IndexOf(value) >= 0))
        {
            _leaks.Add($"{Encoding.UTF8.GetString(value)} in {context.Request.Path}");
        }

        take(ByteString.CopyFrom(body.Span.Slice(FrameHeader, length)));
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[FrameHeader], context.RequestAborted);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private void TakeSpans(ByteString request) => Take(_spans, OtlpMessages.Spans(request));

    private void TakeLogs(ByteString request) => Take(_logs, OtlpMessages.Logs(request));

    private static void Take<T>(ConcurrentQueue<T> kept, IEnumerable<T> arrived)
    {
        foreach (var item in arrived)
        {
            kept.Enqueue(item);
        }

        while (kept.Count > Limit && kept.TryDequeue(out _))
        {
            // Room for the new ones.
        }
    }

    // Each report repeats the points of the one before.
    private void TakePoints(ByteString request)
    {
        Exposition.Take(request);
        foreach (var point in OtlpMessages.Points(request))
        {
            var attributes = string.Join(
                '\n', point.Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
            _points.TryAdd((point.Agent, point.Name, attributes), point);
        }
    }
}
