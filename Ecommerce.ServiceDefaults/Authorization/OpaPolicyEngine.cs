using System.Buffers;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Decisions;
using Rego.Values;
using Spiffe;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>
/// Asks an OPA server over a Unix socket (OPA REST API, "Get a Document (with Input)"), with strict builtin errors. The server holds the
/// same policies and the document that <see cref="PolicyData"/> describes.
/// </summary>
internal sealed class OpaPolicyEngine : IPolicyEngine, IDisposable
{
    private const int MaxConnections = 8;
    private const int AnswerLimit = 64 * 1024;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly PolicyInput _input;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;
    private readonly string _endpoint;
    private readonly string _decision;
    private readonly string _visible;

    public OpaPolicyEngine(AgentInfo agent, AgentSettings settings, TimeProvider time)
    {
        (_input, _time) = (new(agent.SpiffeId), time);
        _endpoint = settings.OpaEndpoint;
        var socket = new UnixDomainSocketEndPoint(new Uri(_endpoint).AbsolutePath);
        _decision = $"/v1/data/{agent.Name}/authz/decision?strict-builtin-errors=true";
        _visible = $"/v1/data/{agent.Name}/authz/visible?strict-builtin-errors=true";
        _client = new HttpClient(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = MaxConnections,
            ConnectCallback = (_, cancellationToken) => SocketStream.ConnectAsync(socket, cancellationToken),
        })
        {
            BaseAddress = new Uri("http://localhost"),
            Timeout = Limit,
            MaxResponseContentBufferSize = AnswerLimit,
        };
    }

    // An OPA server watches its own policies.
    public string? Stale => null;

    public async ValueTask<PolicyAnswer> EvaluateAsync(PolicyRule rule, AuthorizationRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var input = _input.Create(request, _time.GetUtcNow());
            return new(await AskAsync(rule == PolicyRule.Visible ? _visible : _decision, input, cancellationToken));
        }
        catch (HttpRequestException exception) when (exception.StatusCode is { } status)
        {
            throw new PolicyUnavailableException(PolicyFailure.Fault, $"OPA at {_endpoint} answers {(int)status}", exception);
        }
        catch (HttpRequestException exception)
        {
            throw new PolicyUnavailableException(PolicyFailure.Unreachable, $"no OPA at {_endpoint}", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PolicyUnavailableException(PolicyFailure.Unreachable, $"OPA at {_endpoint} does not answer", exception);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new PolicyUnavailableException(PolicyFailure.Fault, $"OPA at {_endpoint} gives an answer that is not JSON", exception);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<RegoValue?> AskAsync(string path, RegoValue input, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(Body(input)) { Headers = { ContentType = Json } };
        using var response = await _client.PostAsync(path, content, cancellationToken);
        response.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
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
