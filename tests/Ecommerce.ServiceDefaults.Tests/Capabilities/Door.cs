using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Agent;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Tests.Tokens;
using Ecommerce.ServiceDefaults.Tokens;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Spiffe;
using Spiffe.Tls;

namespace Ecommerce.ServiceDefaults.Tests.Capabilities;

/// <summary>
/// An agent's door without its TLS: gRPC and the capability invoker as agents have them, the repository's policies, and a peer that each
/// request names itself. Bytes go in as they are given, so that a test can send what no client would.
/// </summary>
internal sealed class Door : IAsyncDisposable
{
    public const string TrustDomain = "agentweave.io";

    private const string PeerHeader = "x-peer";

    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private Door(WebApplication app, LogLines log)
    {
        (_app, Log) = (app, log);
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(Address) };
    }

    /// <summary>Where it listens, for clients that name their peer by <see cref="From"/>.</summary>
    public string Address => _app.Urls.Single();

    /// <summary>What the process logged, exceptions included.</summary>
    public LogLines Log { get; }

    public static async Task<Door> OpenAsync<TService>(string agent)
        where TService : class
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"{AgentSchema.Section}:agent:environment"] = "development",
            [$"{AgentSchema.Section}:authorization:policy_path"] = RepositoryRoot.At("policies"),
            [$"{AgentSchema.Section}:authorization:audit:enabled"] = "false",
        });
        var log = new LogLines();
        builder.Logging.AddProvider(log);
        builder.Services.AddRouting().AddHealthChecks();
        builder.Services.AddSingleton(TimeProvider.System)
            .AddSingleton(NpgsqlDataSource.Create("Host=nowhere.invalid"))
            .AddSingleton<SigningKeySource>(_ => Task.FromResult(Tokens.Keys))
            .AddSingleton(new AgentSettings(builder.Configuration)).AddSingleton(new AgentInfo(agent, TrustDomain));
        builder.Services.AddCapabilities(new AgentSettings(builder.Configuration));
        builder.AddAgentService<TService>();

        var app = builder.Build();
        app.Use(async (context, next) =>
        {
            if (context.Request.Headers[PeerHeader] is [{ } peer])
            {
                context.Features.Set<ISpiffePeerFeature>(new Peer(SpiffeId.Parse(peer)));
            }

            await next(context);
        });
        app.UseRouting();
        app.MapAgentGrpc();
        await app.StartAsync();
        return new(app, log);
    }

    /// <summary>The headers of a call by a peer: the path of its SPIFFE ID, such as <c>agent/gateway</c>.</summary>
    public static Metadata From(string peer) => new() { { PeerHeader, Id(peer) } };

    /// <summary>The headers of a call by the gateway, for nobody in particular.</summary>
    public static Metadata FromGateway(string capability)
    {
        var gateway = $"agent/{AgentNames.Gateway}";
        var headers = From(gateway);
        headers.Add(CallTokens.TransactionHeader, Tokens.Transaction(Id(gateway), capability));
        return headers;
    }

    /// <summary>Sends one message to a gRPC method.</summary>
    /// <param name="method">Such as <c>/ecommerce.v1.OrderService/CreateOrder</c>.</param>
    /// <param name="message">The bytes behind the frame's header.</param>
    /// <param name="peer">Who sends it: the path of a SPIFFE ID, such as <c>agent/gateway</c>.</param>
    /// <param name="actor">The actor of the token that the peer sends, as a path too; null if it sends none.</param>
    /// <param name="encoding">The message's compression; null for none.</param>
    /// <param name="flag">The frame's compressed flag.</param>
    public Task<GrpcAnswer> SendAsync(
        string method, byte[] message, string peer, string? actor = null, string? encoding = null, byte flag = 0)
    {
        byte[] header =
            [flag, (byte)(message.Length >> 24), (byte)(message.Length >> 16), (byte)(message.Length >> 8), (byte)message.Length];
        List<(string, string)> metadata = [];
        if (actor is not null)
        {
            metadata.Add((CallTokens.TransactionHeader, Tokens.Transaction(Id(actor), ScopeOf(method, message))));
        }

        if (encoding is not null)
        {
            metadata.Add(("grpc-encoding", encoding));
        }

        return SendBytesAsync(method, [.. header, .. message], peer, [.. metadata]);
    }

    /// <summary>Sends the bytes of a whole body, frames and all, to a gRPC method.</summary>
    /// <inheritdoc cref="SendAsync"/>
    public async Task<GrpcAnswer> SendBytesAsync(string method, byte[] body, string peer, params (string Name, string Value)[] metadata)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, method)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
            Headers = { { "te", "trailers" }, { PeerHeader, Id(peer) } },
        };
        foreach (var (name, value) in metadata)
        {
            request.Headers.Add(name, value);
        }

        using var response = await _client.SendAsync(request);
        var reply = await response.Content.ReadAsByteArrayAsync();
        return new(response, reply.Length > 5 ? reply[5..] : []);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    /// <summary>Who signs the tokens that it believes.</summary>
    public static TestTokens Tokens { get; } = new(new(AgentNames.User, TrustDomain));

    // Of a message that cannot be read nothing can be told.
    private static string ScopeOf(string method, byte[] message)
    {
        if (CapabilityCatalogue.FindByMethod(method) is { } capability)
        {
            return capability.Name;
        }

        try
        {
            return TaskRequest.Parser.ParseFrom(message).Metadata.GetValueOrDefault("capability") ?? "none";
        }
        catch (InvalidProtocolBufferException)
        {
            return "none";
        }
    }

    private static string Id(string path) => $"spiffe://{TrustDomain}/{path}";

    private sealed record Peer(SpiffeId Id) : ISpiffePeerFeature
    {
        public X509Certificate2 Certificate => throw new NotSupportedException("nothing here looks at it");

        public DateTimeOffset NotAfter => DateTimeOffset.MaxValue;

        public CancellationToken Retiring => CancellationToken.None;
    }
}
