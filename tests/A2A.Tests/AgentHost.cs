using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using A2A.Client;
using A2A.Server;
using A2A.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace A2A.Tests;

/// <summary>The clerk behind Kestrel on loopback: one port for JSON, one for gRPC, which needs its own without TLS.</summary>
internal sealed class AgentHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AgentHost(WebApplication app, Clerk clerk, AgentCard card)
    {
        _app = app;
        Clerk = clerk;
        Card = card;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToList();
        Address = new(addresses[0]);
        Http = new() { BaseAddress = Address };
        card.SupportedInterfaces.Add(NewInterface(A2AProtocol.JsonRpc, $"{addresses[0]}/a2a"));
        card.SupportedInterfaces.Add(NewInterface(A2AProtocol.HttpJson, $"{addresses[0]}/a2a"));
        card.SupportedInterfaces.Add(NewInterface(A2AProtocol.Grpc, addresses[1].Replace("http://", "", StringComparison.Ordinal)));
    }

    public Clerk Clerk { get; }

    public AgentCard Card { get; }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public static AgentCard NewCard() => new()
    {
        Name = "Clerk",
        Description = "Takes orders.",
        Version = "1.0.0",
        Capabilities = new() { Streaming = true, PushNotifications = true, ExtendedAgentCard = true },
        DefaultInputModes = { "text/plain" },
        DefaultOutputModes = { "text/plain" },
        Skills = { new AgentSkill { Id = "order", Name = "Order", Description = "Takes an order.", Tags = { "shop" } } },
    };

    public static async Task<AgentHost> StartAsync(
        Action<AgentCard>? edit = null, Action<A2AServerOptions>? configure = null, TimeProvider? time = null)
    {
        var card = NewCard();
        edit?.Invoke(card);
        var clerk = new Clerk(card);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        builder.Services.AddA2A<Clerk>(configure);
        builder.Services.AddSingleton<A2AHandler>(clerk);
        var app = builder.Build();
        app.MapA2A("/a2a");
        app.MapAgentCard();
        await app.StartAsync();
        return new(app, clerk, card);
    }

    /// <summary>A client of one binding.</summary>
    public Task<A2AClient> ConnectAsync(string binding, string caller = "ann", params string[] extensions)
    {
        var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Add(Clerk.CallerHeader, caller);
        return A2AClient.ConnectAsync(Address, new() { Http = http, Bindings = [binding], Extensions = extensions }, default);
    }

    /// <summary>Posts a body to JSON-RPC.</summary>
    public Task<(HttpResponseMessage Response, JsonElement Body)> RpcAsync(
        string body, string? version = A2AProtocol.Version, string contentType = "application/json") =>
        SendAsync("POST", "/a2a", body, version, contentType);

    /// <summary>Sends a request of HTTP as it is.</summary>
    public async Task<(HttpResponseMessage Response, JsonElement Body)> SendAsync(
        string verb, string path, string? body = null, string? version = A2AProtocol.Version, string contentType = "application/json",
        string? accept = null)
    {
        using var request = new HttpRequestMessage(new(verb), path);
        if (version is not null)
        {
            request.Headers.TryAddWithoutValidation(A2AProtocol.VersionHeader, version);
        }

        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        var response = await Http.SendAsync(request);
        var isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        return (response, isJson ? await response.Content.ReadFromJsonAsync<JsonElement>() : default);
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private static AgentInterface NewInterface(string binding, string url) =>
        new() { ProtocolBinding = binding, Url = url, ProtocolVersion = A2AProtocol.Version };
}
