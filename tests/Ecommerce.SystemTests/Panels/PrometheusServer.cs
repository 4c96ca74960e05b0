using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Ecommerce.Testing;
using Ecommerce.Testing.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.SystemTests.Panels;

/// <summary>A Prometheus that reads what agents have reported, every second.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly WebApplication _metrics;
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });
    private Process? _process;

    private PrometheusServer(PrometheusExposition exposition)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        _metrics = builder.Build();
        _metrics.MapGet("/metrics", context =>
        {
            context.Response.ContentType = "text/plain; version=0.0.4";
            return context.Response.WriteAsync(exposition.Write(), context.RequestAborted);
        });
    }

    /// <summary>Starts it. Skips the test where Prometheus is missing.</summary>
    public static async Task<PrometheusServer> StartAsync(PrometheusExposition exposition, CancellationToken cancellationToken)
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Select(folder => Path.Combine(folder, "prometheus")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "prometheus is missing: install it");
        var server = new PrometheusServer(exposition);
        try
        {
            await server.StartAsync(program, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The series that a query finds now.</summary>
    public async Task<JsonArray> QueryAsync(string query, CancellationToken cancellationToken)
    {
        using var answer = await _client.GetAsync($"/api/v1/query?query={Uri.EscapeDataString(query)}", cancellationToken);
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!;
        return (string?)json["status"] == "success"
            ? json["data"]!["result"]!.AsArray()
            : throw new InvalidDataException($"{query}: {(string?)json["error"]}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process?.Dispose();
        _client.Dispose();
        await _metrics.StopAsync(new CancellationToken(canceled: true));
        await _metrics.DisposeAsync();
        _folder.Dispose();
    }

    private async Task StartAsync(string program, CancellationToken cancellationToken)
    {
        await _metrics.StartAsync(cancellationToken);
        var target = new Uri(_metrics.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        var configuration = _folder.At("prometheus.yml");
        await File.WriteAllTextAsync(
            configuration,
            $$"""
            global: {scrape_interval: 1s}
            scrape_configs:
              - job_name: collector
                honor_labels: true
                static_configs: [{targets: ["{{target.Authority}}"]}]
            """,
            cancellationToken);
        var port = FreePorts.FindBase();
        _client.BaseAddress = new($"http://127.0.0.1:{port}");
        _process = Process.Start(new ProcessStartInfo(program,
        [
            $"--config.file={configuration}", $"--storage.tsdb.path={_folder.At("data")}", $"--web.listen-address=127.0.0.1:{port}",
            "--log.level=error",
        ]))!;
        await Eventually.HoldsAsync(
            async () => await IsReadyAsync(cancellationToken), () => "Prometheus is ready", TimeSpan.FromMinutes(2));
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await _client.GetAsync("/-/ready", cancellationToken)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
