using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using Rego;

namespace Ecommerce.ServiceDefaults;

/// <summary>
/// Asks an OPA server over a Unix socket (OPA REST API, "Get a Document (with Input)"), with errors of builtins as errors. The server holds
/// the same policies and the document that <see cref="PolicyData"/> describes.
/// </summary>
internal sealed class OpaPolicyEngine : IPolicyEngine, IDisposable
{
    private const int MaxConnections = 8;
    private const int AnswerLimit = 64 * 1024;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _client;
    private readonly string _endpoint;
    private readonly string _decision;
    private readonly string _visible;

    public OpaPolicyEngine(AgentInfo agent, AgentSettings settings)
    {
        _endpoint = settings.OpaEndpoint;
        var socket = new Uri(_endpoint).AbsolutePath;
        _decision = $"/v1/data/{agent.Name}/authz/decision?strict-builtin-errors=true";
        _visible = $"/v1/data/{agent.Name}/authz/visible?strict-builtin-errors=true";
        _client = new HttpClient(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = MaxConnections,
            ConnectCallback = (_, ct) => UnixSocket.ConnectAsync(socket, ct),
        })
        {
            BaseAddress = new Uri("http://localhost"),
            Timeout = Limit,
            MaxResponseContentBufferSize = AnswerLimit,
        };
    }

    // What an OPA server decides by is its own affair.
    public string? Stale => null;

    public async ValueTask<RegoValue?> EvaluateAsync(PolicyRule rule, RegoValue input, CancellationToken ct)
    {
        try
        {
            return await AskAsync(rule == PolicyRule.Visible ? _visible : _decision, input, ct);
        }
        catch (HttpRequestException e) when (e.StatusCode is { } status)
        {
            throw new PolicyUnavailableException(PolicyFailure.Fault, $"OPA at {_endpoint} answers {(int)status}", e);
        }
        catch (HttpRequestException e)
        {
            throw new PolicyUnavailableException(PolicyFailure.Unreachable, $"no OPA at {_endpoint}", e);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new PolicyUnavailableException(PolicyFailure.Unreachable, $"OPA at {_endpoint} does not answer", e);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new PolicyUnavailableException(PolicyFailure.Fault, $"OPA at {_endpoint} answers what is no decision", e);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<RegoValue?> AskAsync(string path, RegoValue input, CancellationToken ct)
    {
        using var content = new ByteArrayContent(Body(input)) { Headers = { ContentType = Json } };
        using var response = await _client.PostAsync(path, content, ct);
        response.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(ct));
        return json.RootElement.TryGetProperty("result", out var result) ? RegoValue.FromJson(result) : null;
    }

    private static byte[] Body(RegoValue input)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WritePropertyName("input");
            input.WriteTo(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
