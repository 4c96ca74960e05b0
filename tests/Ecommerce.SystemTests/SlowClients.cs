using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ecommerce.SystemTests;

/// <summary>
/// Clients that hold connections to a port and never finish: each does its worst until it is cut, and then comes again, until all leave.
/// </summary>
internal sealed class SlowClients : IAsyncDisposable
{
    private const string Begun = "GET /nothing HTTP/1.1\r\nHost: localhost\r\n";

    // Between two pieces of what has no end, and before a client that was cut comes again.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly (string Kind, Func<Socket, CancellationToken, Task> HoldAsync)[] Kinds =
    [
        // After one question, so that it is certain that somebody has taken the connection.
        ("one that is silent", async (socket, cancellationToken) =>
        {
            await SendAsync(socket, $"{Begun}\r\n", cancellationToken);
            await ListenAsync(socket, cancellationToken);
        }),
        ("one that begins a request", async (socket, cancellationToken) =>
        {
            await SendAsync(socket, Begun, cancellationToken);
            await ListenAsync(socket, cancellationToken);
        }),
        ("one that sends headers slowly", (socket, cancellationToken) =>
            RepeatAsync(socket, Begun, "X-More: a\r\n", Pause, cancellationToken)),
        ("one that sends headers without end", (socket, cancellationToken) =>
            RepeatAsync(socket, Begun, $"X-More: {new string('a', 4000)}\r\n", TimeSpan.Zero, cancellationToken)),
        ("one that promises a body", async (socket, cancellationToken) =>
        {
            await SendAsync(
                socket,
                "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{",
                cancellationToken);
            await ListenAsync(socket, cancellationToken);
        }),
        // Far above the least rate of a body, on average, for an hour.
        ("one that withholds the last byte", async (socket, cancellationToken) =>
        {
            const int Length = 1024 * 1024;
            await SendAsync(
                socket,
                "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + $"Content-Length: {Length}\r\n\r\n{new string(' ', Length - 1)}",
                cancellationToken);
            await ListenAsync(socket, cancellationToken);
        }),
        // More than the buffers between hold.
        ("one that reads nothing", (socket, cancellationToken) =>
        {
            const string Large = "GET /openapi/v1.json HTTP/1.1\r\nHost: localhost\r\n\r\n";
            return RepeatAsync(socket, string.Concat(Enumerable.Repeat(Large, 100)), Large, Pause, cancellationToken);
        }),
    ];

    private readonly CancellationTokenSource _stop = new();
    private readonly bool[][] _cut;
    private readonly Task _all;

    private SlowClients(int port, int[] counts)
    {
        _cut = [.. counts.Select(count => new bool[count])];
        _all = Task.WhenAll(counts.SelectMany((count, kind) => Enumerable.Range(0, count).Select(
            number => Task.Run(() => HoldAsync(port, kind, number)))));
    }

    /// <summary>How many clients of each kind have not been cut yet.</summary>
    public IReadOnlyList<(string Kind, int Count)> Uncut =>
        [.. Kinds.Select((kind, i) => (kind.Kind, _cut[i].Count(isCut => !isCut)))];

    /// <summary>So many clients come to a port of this machine.</summary>
    public static SlowClients Come(
        int port, int silent = 0, int begins = 0, int slowHeaders = 0, int endlessHeaders = 0, int promises = 0, int withholds = 0,
        int reads = 0) =>
        new(port, [silent, begins, slowHeaders, endlessHeaders, promises, withholds, reads]);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _all;
        _stop.Dispose();
    }

    private async Task HoldAsync(int port, int kind, int number)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
                {
                    NoDelay = true,
                    ReceiveBufferSize = 4096,
                };
                // All of 127.0.0.0/8 is this machine. More than one address: a port is used once with each.
                socket.Bind(new IPEndPoint(IPAddress.Parse($"127.0.0.{100 + (number % 4)}"), 0));
                await socket.ConnectAsync(IPAddress.Loopback, port, _stop.Token);
                try
                {
                    await Kinds[kind].HoldAsync(socket, _stop.Token);
                }
                catch (SocketException)
                {
                    // It is cut without a word.
                }

                Volatile.Write(ref _cut[kind][number], true);
                await Task.Delay(Pause, TimeProvider.System, _stop.Token);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    // Until the other end closes, whatever it says before.
    private static async Task ListenAsync(Socket socket, CancellationToken cancellationToken)
    {
        var said = new byte[1024];
        while (await socket.ReceiveAsync(said, cancellationToken) > 0)
        {
        }
    }

    // Until the other end takes no more.
    private static async Task RepeatAsync(Socket socket, string first, string further, TimeSpan pause, CancellationToken cancellationToken)
    {
        await SendAsync(socket, first, cancellationToken);
        while (true)
        {
            await SendAsync(socket, further, cancellationToken);
            await Task.Delay(pause, TimeProvider.System, cancellationToken);
        }
    }

    private static async Task SendAsync(Socket socket, string text, CancellationToken cancellationToken) =>
        await socket.SendAsync(Encoding.ASCII.GetBytes(text), cancellationToken);
}
