using System.Net;
using System.Net.Sockets;
using System.Text;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>Clients of the public port that are slow, silent or endless, beside one that is not.</summary>
public sealed class SlowClientTests(ShopFixture shop)
{
    private const string Look = "/api/v1/products/WIDGET-001";
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Headers_without_end_are_refused_and_cut()
    {
        using var client = await ConnectAsync();
        await SendAsync(client, "GET /api/v1/products HTTP/1.1\r\nHost: localhost\r\n");
        var line = Encoding.ASCII.GetBytes($"X-More: {new string('a', 4000)}\r\n");
        try
        {
            for (var sent = 0; sent < 25; sent++)
            {
                await client.SendAsync(line);
            }

            var answer = new byte[1024];
            var read = await client.ReceiveAsync(answer);
            Assert.StartsWith("HTTP/1.1 431", Encoding.ASCII.GetString(answer, 0, read), StringComparison.Ordinal);
        }
        catch (SocketException)
        {
            // It was cut before the answer could be read.
        }

        await AssertServedAsync();
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task Thousands_of_idle_connections_hold_nobody_up()
    {
        var idle = new List<Socket>();
        try
        {
            for (var i = 0; i < 5000; i++)
            {
                // More than one address: a port is used once with each.
                idle.Add(await ConnectAsync($"127.0.0.{100 + (i % 4)}"));
            }

            await AssertServedAsync();

            // And as many that have begun a request.
            foreach (var client in idle)
            {
                await SendAsync(client, "GET /api/v1/products HTTP/1.1\r\nHost: localhost\r\n");
            }

            await AssertServedAsync();
        }
        finally
        {
            idle.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task Who_reads_or_writes_slowly_holds_nobody_up_and_is_cut()
    {
        var slow = new List<Socket>();
        try
        {
            for (var i = 0; i < 500; i++)
            {
                // It never reads what it asks for. There are few, since all that they ask for is done, and many would be a load.
                if (i % 50 == 0)
                {
                    var reader = await ConnectAsync("127.0.0.111");
                    slow.Add(reader);
                    await SendAsync(reader, string.Concat(
                        Enumerable.Repeat("GET /api/v1/products?page_size=100 HTTP/1.1\r\nHost: localhost\r\n\r\n", 20)));
                }

                // It promises a body that does not come.
                var writer = await ConnectAsync("127.0.0.112");
                slow.Add(writer);
                await SendAsync(
                    writer,
                    "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
            }

            await AssertServedAsync();

            // Kestrel's least rate is 240 bytes a second, after 5 s.
            await Eventually.HoldsAsync(
                async () =>
                {
                    var answer = new byte[64 * 1024];
                    var read = await slow[1].ReceiveAsync(answer);
                    return read == 0 || Encoding.ASCII.GetString(answer, 0, read).StartsWith("HTTP/1.1 408", StringComparison.Ordinal);
                },
                () => "the writer is cut");
        }
        finally
        {
            slow.ForEach(client => client.Dispose());
        }
    }

    private async Task AssertServedAsync()
    {
        using var client = new HttpClient { BaseAddress = shop.Public.BaseAddress, Timeout = CallTimeout };
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(200, (await client.ReadAsync(Look)).Status);
        }
    }

    private async Task<Socket> ConnectAsync(string address = "127.0.0.1")
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
        await socket.ConnectAsync(IPAddress.Loopback, shop.Public.BaseAddress!.Port);
        return socket;
    }

    private static async Task SendAsync(Socket socket, string text) => await socket.SendAsync(Encoding.ASCII.GetBytes(text));
}
