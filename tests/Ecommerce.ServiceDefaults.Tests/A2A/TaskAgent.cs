using System.Net;
using System.Security.Cryptography.X509Certificates;
using A2A;
using A2A.Client;
using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.A2A;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Tests.Tokens;
using Ecommerce.ServiceDefaults.Tokens;
using Ecommerce.Testing;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spiffe;
using Spiffe.Tls;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.ServiceDefaults.Tests.A2A;

/// <summary>
/// A replica of the order agent that serves tasks, without its TLS: gRPC and JSON as agents have them, the repository's policies, a real
/// database, and a peer that each client names itself.
/// </summary>
internal sealed class TaskAgent : IAsyncDisposable
{
    public const string Admin = "agent/admin";

    private const string TrustDomain = "agentweave.io";
    private const string PeerHeader = "x-peer";

    private static readonly TestTokens Tokens = new(new(AgentNames.User, TrustDomain));

    private readonly WebApplication _app;
    private readonly List<IDisposable> _clients = [];

    private TaskAgent(WebApplication app, PlayedOrders orders) => (_app, Orders) = (app, orders);

    /// <summary>What becomes of its order.</summary>
    public PlayedCheckout Checkout => _app.Services.GetRequiredService<PlayedCheckout>();

    /// <summary>What the agent's service does.</summary>
    public PlayedOrders Orders { get; }

    /// <summary>How many tasks this replica works on.</summary>
    public int Runs => _app.Services.GetRequiredService<TaskRuns>().Ids.Length;

    /// <summary>What is registered as a type.</summary>
    public IEnumerable<T> ServicesOf<T>() => _app.Services.GetServices<T>();

    /// <summary>Starts it.</summary>
    /// <param name="database">Its database.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="svid">What signs its cards.</param>
    /// <param name="settings">Further settings, such as <c>push:encryption_key_file</c>.</param>
    public static async Task<TaskAgent> StartAsync(
        TestDatabase database, TimeProvider? time = null, X509Svid? svid = null, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"{AgentSchema.Section}:agent:environment"] = "development",
            [$"{AgentSchema.Section}:authorization:policy_path"] = RepositoryRoot.At("policies"),
            [$"{AgentSchema.Section}:authorization:audit:enabled"] = "false",
            [$"{AgentSchema.Section}:push:allowed_networks:0"] = "127.0.0.0/8",
            ["services:order:https:0"] = "https://order.example:8445",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(
            $"{AgentSchema.Section}:{setting.Key}", setting.Value)));
        builder.Services.AddRouting().AddHealthChecks();
        builder.Services.AddSingleton(time ?? TimeProvider.System)
            .AddSingleton(database.App).AddSingleton<IdempotencyStore>().AddSingleton<PlayedCheckout>()
            .AddSingleton<SigningKeySource>(_ => Task.FromResult(Tokens.Keys))
            .AddSingleton(new AgentSettings(builder.Configuration)).AddSingleton(new AgentInfo(AgentNames.Order, TrustDomain));
        builder.Services.AddCapabilities(new AgentSettings(builder.Configuration));
        builder.AddAgentService<PlayedOrders>();
        builder.AddTaskWorkers();
        builder.Services.AddSingleton(new AgentCards(new AgentInfo(AgentNames.Order, TrustDomain), () => svid, pushes: true));

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
        app.MapAgentTasks();
        await app.StartAsync();
        return new(app, app.Services.GetRequiredService<PlayedOrders>());
    }

    /// <summary>A client of an administrator, who calls the agent directly.</summary>
    public A2AClient OfAdmin(string binding = A2AProtocol.JsonRpc) => Client(binding, Admin, _ => null);

    /// <summary>A client of the gateway, which calls for a client or a user with a token for each capability or action.</summary>
    /// <param name="binding">How it speaks.</param>
    /// <param name="scope">The one that it calls.</param>
    /// <param name="actor">The outside caller, as a path.</param>
    /// <param name="user">The end user.</param>
    public A2AClient OfGateway(string binding, string scope, string actor = "client/cli", string? user = null) =>
        Client(binding, "agent/gateway", _ => Tokens.Transaction(Id(actor), scope, user));

    /// <summary>A client of any peer, without a token.</summary>
    public A2AClient Of(string peer, string binding = A2AProtocol.JsonRpc) => Client(binding, peer, _ => null);

    /// <summary>HTTP to the agent as a peer.</summary>
    public HttpClient HttpOf(string peer)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new(Addresses[0]) };
        http.DefaultRequestHeaders.Add(PeerHeader, Id(peer));
        _clients.Add(http);
        return http;
    }

    /// <summary>A message that calls a capability.</summary>
    /// <param name="skill">The capability; null to name none.</param>
    /// <param name="json">Its request.</param>
    /// <param name="messageId">Another one each time if left out.</param>
    public static SendMessageRequest Ask(string? skill, string json, string? messageId = null)
    {
        var part = skill is null ? new Part { Text = json } : new Part { Data = Value.ForStruct(JsonParser.Default.Parse<Struct>(json)) };
        var id = messageId ?? Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        var message = new Message { MessageId = id, Role = Role.User, Parts = { part } };
        if (skill is not null)
        {
            message.Metadata = new() { Fields = { ["skillId"] = Value.ForString(skill) } };
        }

        return new() { Message = message };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        Orders.Release();
        await _app.DisposeAsync();
    }

    private List<string> Addresses =>
        [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];

    private A2AClient Client(string binding, string peer, Func<string, string?> token)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        http.DefaultRequestHeaders.Add(PeerHeader, Id(peer));
        if (token(peer) is { } sent)
        {
            http.DefaultRequestHeaders.Add(CallTokens.TransactionHeader, sent);
        }

        var url = binding == A2AProtocol.Grpc ? Addresses[1] : $"{Addresses[0]}{AgentCards.Path}";
        var card = new AgentCard
        {
            Name = "order",
            SupportedInterfaces = { new AgentInterface { Url = url, ProtocolBinding = binding, ProtocolVersion = A2AProtocol.Version } },
        };
        var client = new A2AClient(card, new() { Http = http, Bindings = [binding] });
        _clients.AddRange([client, http]);
        return client;
    }

    private static string Id(string path) => $"spiffe://{TrustDomain}/{path}";

    private sealed record Peer(SpiffeId Id) : ISpiffePeerFeature
    {
        public X509Certificate2 Certificate => throw new NotSupportedException("nothing here looks at it");

        public DateTimeOffset NotAfter => DateTimeOffset.MaxValue;

        public CancellationToken Retiring => CancellationToken.None;
    }
}
