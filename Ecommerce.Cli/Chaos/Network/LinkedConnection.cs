using System.Net;
using System.Net.Sockets;

namespace Ecommerce.Cli.Chaos.Network;

/// <summary>A connection over a <see cref="Link"/>: bytes, whatever they mean; but for PostgreSQL's, of which commits are told.</summary>
internal sealed class LinkedConnection(Link link, Socket near, bool isPostgres, TimeProvider time) : IDisposable
{
    private const int BufferSize = 16 * 1024;
    private const int SlowPiece = 256;
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SlowPause = TimeSpan.FromSeconds(1 / 16.0);
    private readonly Socket _far = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly PostgresSession? _session = isPostgres ? new() : null;

    /// <summary>Passes bytes both ways until both ends have closed, or one end has reset it, or <see cref="Dispose"/> has.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            near.NoDelay = true;
            await _far.ConnectAsync(new IPEndPoint(IPAddress.Loopback, link.Upstream), cancellationToken);
            await Task.WhenAll(
                PumpAsync(near, _far, bytes => _session?.Sent(bytes) ?? default, cancellationToken),
                PumpAsync(_far, near, bytes => _session?.Answered(bytes) ?? default, cancellationToken));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One end is gone, and so is the other.
        }

        Dispose();
    }

    /// <summary>Ends it by a reset at both ends; what was still on its way is lost.</summary>
    public void Dispose()
    {
        Reset(near);
        Reset(_far);
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It has ended already.
        }

        socket.Dispose();
    }

    private async Task PumpAsync(
        Socket from, Socket to, Func<ReadOnlyMemory<byte>, PostgresEvent> follow, CancellationToken cancellationToken)
    {
        try
        {
            var buffer = new byte[BufferSize];
            while (await from.ReceiveAsync(buffer, cancellationToken) is var count and > 0)
            {
                await PassAsync(buffer.AsMemory(0, count), to, follow, cancellationToken);
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch
        {
            // The other direction ends too.
            Dispose();
            throw;
        }
    }

    private async Task PassAsync(
        ReadOnlyMemory<byte> bytes, Socket to, Func<ReadOnlyMemory<byte>, PostgresEvent> follow, CancellationToken cancellationToken)
    {
        var seen = follow(bytes);
        if (seen.SqlState is { } state)
        {
            link.SqlStates.AddOrUpdate(state, 1, (_, count) => count + 1);
        }

        if (seen.IsCommit && link.Loses())
        {
            link.Meet();
            Dispose();
            return;
        }

        switch (link.Now)
        {
            case Disturbance.Late:
                link.Meet();
                await Task.Delay(ShortestDelay + ((LongestDelay - ShortestDelay) * Random.Shared.NextDouble()), time, cancellationToken);
                break;
            case Disturbance.Slow:
                link.Meet();
                bytes = await TrickleAsync(bytes, to, cancellationToken);
                break;
            case Disturbance.Silent:
                link.Meet();
                await link.Calm.WaitAsync(cancellationToken);
                break;
            case Disturbance.Cuts:
                link.Meet();
                await SendAsync(bytes[..(bytes.Length / 2)], to, cancellationToken);
                Dispose();
                return;
        }

        await SendAsync(bytes, to, cancellationToken);
    }

    // Returns what is left when the link is slow no more.
    private async Task<ReadOnlyMemory<byte>> TrickleAsync(ReadOnlyMemory<byte> bytes, Socket to, CancellationToken cancellationToken)
    {
        while (link.Now == Disturbance.Slow && bytes.Length > 0)
        {
            await Task.Delay(SlowPause, time, cancellationToken);
            var piece = bytes[..Math.Min(SlowPiece, bytes.Length)];
            await SendAsync(piece, to, cancellationToken);
            bytes = bytes[piece.Length..];
        }

        return bytes;
    }

    private static async Task SendAsync(ReadOnlyMemory<byte> bytes, Socket to, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await to.SendAsync(bytes, cancellationToken)..];
        }
    }
}
