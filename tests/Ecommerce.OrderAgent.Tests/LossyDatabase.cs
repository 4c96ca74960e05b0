using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace Ecommerce.OrderAgent.Tests;

/// <summary>A way to the database that can lose the acknowledgement of a commit: the commit is done, and nobody hears of it.</summary>
internal sealed class LossyDatabase : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly IPEndPoint _database;
    private readonly Task _serving;
    private byte[]? _toLose;

    public LossyDatabase(string connectionString)
    {
        _listener.Start();
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        _database = new(IPAddress.Parse(connection.Host!), connection.Port);
        (connection.Host, connection.Port) = ("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);
        Source = NpgsqlDataSource.Create(connection);
        _serving = ServeAsync();
    }

    public NpgsqlDataSource Source { get; }

    public int Lost { get; private set; }

    /// <summary>Cuts the connection once the database has answered the next transaction that holds this text.</summary>
    public void LoseAnswerTo(string text) => Volatile.Write(ref _toLose, Encoding.ASCII.GetBytes(text));

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            _ = PassAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(_database, _stop.Token);
            var (near, far) = (client.GetStream(), server.GetStream());
            var isCommitting = false;
            await Task.WhenAny(
                CopyAsync(near, far, sent =>
                {
                    isCommitting |= Volatile.Read(ref _toLose) is { } text && sent.Span.IndexOf(text) >= 0
                        && Interlocked.Exchange(ref _toLose, null) is not null;
                    return true;
                }),
                CopyAsync(far, near, _ => !isCommitting));
            Lost += isCommitting ? 1 : 0;
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, Func<ReadOnlyMemory<byte>, bool> passes)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, _stop.Token) is var read and > 0 && passes(buffer.AsMemory(0, read)))
        {
            await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
    }
}
