using System.Net;
using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Grpc.AspNetCore.Server.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Spiffe;
using Spiffe.Tls;

namespace Ecommerce.Cli.Bench;

/// <summary>
/// The server of one rung, in a process of its own: an agent's telemetry listens in its whole process, and would slow a stock server.
/// </summary>
internal static class BenchServer
{
    /// <summary>
    /// Prints <c>{"address"}</c>, then answers each line with the process's <see cref="Counters"/>, until standard input ends.
    /// </summary>
    /// <param name="rung">How to serve.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> RunAsync(Rung rung, CancellationToken cancellationToken)
    {
        await using var source = BenchAgent.FollowIdentity(AgentNames.Inventory);
        await source.WaitForFirstAsync(cancellationToken);
        await using var server = rung >= Rung.Host ? CreateAgent(rung) : CreateStock(rung, source);
        await server.StartAsync(cancellationToken);
        if (rung >= Rung.Host)
        {
            await server.Services.GetRequiredService<X509Source>().WaitForFirstAsync(cancellationToken);
        }

        // An agent also listens for probes, in plaintext: https sorts after http.
        var addresses = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Console.WriteLine(new JsonObject { ["address"] = addresses.Order(StringComparer.Ordinal).Last() }.ToJsonString());
        return await BenchLoop.RunAsync(_ => Task.FromResult(Counters.Now()), cancellationToken);
    }

    private static WebApplication CreateAgent(Rung rung)
    {
        var builder = BenchAgent.CreateBuilder(AgentNames.Inventory, rung);
        builder.AddAgentService<BenchInventory>();
        if (rung < Rung.Invoker)
        {
            // gRPC's own binder takes the place of the agents', which leads to the invoker.
            builder.Services.RemoveAll(typeof(IServiceMethodProvider<>)).AddGrpc();
        }

        var app = builder.Build();
        if (rung >= Rung.Middleware)
        {
            app.MapDefaultEndpoints();
        }
        else
        {
            app.MapGrpcService<BenchInventory>();
        }

        return app;
    }

    private static WebApplication CreateStock(Rung rung, X509Source source)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddGrpc();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            switch (rung)
            {
                case Rung.Plaintext:
                    break;
                case Rung.Mtls:
                    listen.UseHttps(https => StockTls.Configure(https, source.Current!));
                    break;
                default:
                    listen.UseSpiffeTls(source);
                    break;
            }
        }));
        var app = builder.Build();
        app.MapGrpcService<BenchInventory>();
        return app;
    }
}
