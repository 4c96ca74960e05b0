using System.CommandLine;
using System.Net;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Spiffe.Tls;

namespace Ecommerce.Cli.Commands;

/// <summary><c>ping</c>: whether an agent answers under its identity, and how quickly. Needs no permission.</summary>
internal static class PingCommand
{
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(5);

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var data = new DataOption();
        var agent = AgentArgument.Create();
        var command = new Command("ping", "Connects to an agent over mutual TLS, verifies its SPIFFE ID and measures the round-trip time")
        {
            agent,
            data,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var id = AgentArgument.IdOf(parsed.GetRequiredValue(agent));
            await using var client = await ShopClient.OpenAsync(data.FolderOf(parsed), id: null, cancellationToken);
            var address = client.AddressOf(id.Path.Split('/')[^1]);
            using var http = new HttpClient(new SpiffeHttpHandler(client.Identity, id)) { Timeout = PingTimeout };
            var connect = await MeasureAsync(http, address, cancellationToken);
            var again = await MeasureAsync(http, address, cancellationToken);
            JsonOutput.Write(new JsonObject
            {
                ["spiffe_id"] = id.ToString(),
                ["address"] = address.ToString(),
                ["connect_ms"] = Math.Round(connect.TotalMilliseconds, 1),
                ["round_trip_ms"] = Math.Round(again.TotalMilliseconds, 2),
            });
            return ExitCodes.Done;
        });
        return command;
    }

    // Any answer will do: TLS has verified who sent it.
    private static async Task<TimeSpan> MeasureAsync(HttpClient http, Uri address, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, address)
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            using var reply = await http.SendAsync(request, cancellationToken);
            return TimeProvider.System.GetElapsedTime(started);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new CommandException($"{address} does not answer: {exception.Message}", exception) { ExitCode = ExitCodes.Unreachable };
        }
    }
}
