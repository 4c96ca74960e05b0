using System.Net;
using System.Text.Json.Nodes;
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

/// <summary>
/// The server of one variant, in a process of its own: an agent's telemetry listens in its whole process, and would slow a stock server.
/// </summary>
internal static class BenchServer
{
    /// <summary>
    /// Prints <c>{"address"}</c>, then answers each line with the process's <see cref="Counters"/>, until standard input ends.
    /// </summary>
    /// <param name="variant">One of <see cref="Variants"/>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> RunAsync(string variant, CancellationToken cancellationToken)
    {
        await using var source = BenchAgent.FollowIdentity(AgentNames.Inventory);
        await source.WaitForFirstAsync(cancellationToken);
        await using var server = variant == Variants.Secured ? CreateAgent() : CreateStock(variant, source);
        await server.StartAsync(cancellationToken);
        if (variant == Variants.Secured)
        {
            await server.Services.GetRequiredService<X509Source>().WaitForFirstAsync(cancellationToken);
        }

        var addresses = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        // An agent listens for probes too, in plaintext.
        var address = addresses.Order(StringComparer.Ordinal).Last();
        Console.WriteLine(new JsonObject { ["address"] = address }.ToJsonString());
        return await BenchLoop.RunAsync(_ => Task.FromResult(Counters.Now()), cancellationToken);
    }

    private static WebApplication CreateAgent()
    {
        var builder = BenchAgent.CreateBuilder(AgentNames.Inventory);
        builder.AddAgentService<BenchInventory>();
        var app = builder.Build();
        app.MapDefaultEndpoints();
        return app;
    }

    private static WebApplication CreateStock(string variant, X509Source source)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddGrpc();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (variant == Variants.MutualTls)
            {
                listen.UseHttps(https => StockTls.Configure(https, source.Current!));
            }
        }));
        var app = builder.Build();
        app.MapGrpcService<BenchInventory>();
        return app;
    }
}
