using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spiffe;

namespace Ecommerce.Cli.Bench;

/// <summary>The servers of all variants in one process: an agent, and the stock gRPC server on plaintext and on mutual TLS.</summary>
internal static class BenchServer
{
    /// <summary>Serves until standard input ends, and prints the addresses: <c>{secured, mtls, plaintext}</c>.</summary>
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var secured = await StartAgentAsync(cancellationToken);
        var identity = secured.Services.GetRequiredService<X509Source>();
        await identity.WaitForFirstAsync(cancellationToken);
        await using var stock = await StartStockAsync(identity.Current!, cancellationToken);
        Console.WriteLine(new JsonObject
        {
            [Variants.Secured] = Addresses(secured).Single(IsTls),
            [Variants.MutualTls] = Addresses(stock).Single(IsTls),
            [Variants.Plaintext] = Addresses(stock).Single(address => !IsTls(address)),
        }.ToJsonString());
        await Console.In.ReadToEndAsync(cancellationToken);
        return ExitCodes.Done;
    }

    private static async Task<WebApplication> StartAgentAsync(CancellationToken cancellationToken)
    {
        var builder = BenchAgent.CreateBuilder(AgentNames.Inventory);
        builder.AddAgentService<BenchInventory>();
        var app = builder.Build();
        app.MapDefaultEndpoints();
        await app.StartAsync(cancellationToken);
        return app;
    }

    private static async Task<WebApplication> StartStockAsync(X509Context identity, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddGrpc();
        // The agent's telemetry listens in the whole process; with a source of its own that has no listener, the stock server creates no
        // spans.
        builder.Services.AddSingleton(new ActivitySource("Ecommerce.Bench"));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.UseHttps(https => StockTls.Configure(https, identity));
            });
        });
        var app = builder.Build();
        app.MapGrpcService<BenchInventory>();
        await app.StartAsync(cancellationToken);
        return app;
    }

    private static ICollection<string> Addresses(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;

    private static bool IsTls(string address) => address.StartsWith("https:", StringComparison.Ordinal);
}
