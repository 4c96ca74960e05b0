using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Ecommerce.Cli.Chaos.Network;

/// <summary>A wire between two processes that can be disturbed: a port of loopback, whose connections go on to another port.</summary>
internal sealed class Link : IAsyncDisposable
{
    private readonly bool _isPostgres;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<LinkedConnection, byte> _connections = new();
    private readonly List<Task> _serving = [];
    private readonly CancellationTokenSource _closing = new();

    // Never listens: the port stays ours while connections are refused.
    private readonly Socket _reservation;
    private readonly SemaphoreSlim _disturbing = new(1);
    private volatile TaskCompletionSource _calm = new();
    private volatile Disturbance _now;
    private Socket? _listener;
    private Task _accepting = Task.CompletedTask;
    private int _met;
    private int _commits;

    /// <summary>Opens it.</summary>
    /// <param name="upstream">The port that its connections go on to.</param>
    /// <param name="isPostgres">Whether PostgreSQL's protocol is spoken on it.</param>
    /// <param name="time">The clock of its delays.</param>
    public Link(int upstream, bool isPostgres, TimeProvider time)
    {
        (Upstream, _isPostgres, _time) = (upstream, isPostgres, time);
        _reservation = Bind(0);
        Port = ((IPEndPoint)_reservation.LocalEndPoint!).Port;
        Listen();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>Where a new connection goes on to.</summary>
    public int Upstream { get; set; }

    /// <summary>How it is disturbed now.</summary>
    public Disturbance Now => _now;

    /// <summary>How often PostgreSQL answered with an error, by its SQLSTATE.</summary>
    public ConcurrentDictionary<string, int> SqlStates { get; } = new();

    /// <summary>How often the disturbance of now, or the last one, met what passed.</summary>
    public int Met => Volatile.Read(ref _met);

    /// <summary>Completes when a <see cref="Disturbance.Silent"/> link lets pass again.</summary>
    public Task Calm => _calm.Task;

    /// <summary>Disturbs it for a while; only one disturbance at a time.</summary>
    /// <returns>Whether anything met it.</returns>
    public async Task<bool> DisturbAsync(Disturbance disturbance, TimeSpan length, CancellationToken cancellationToken)
    {
        await _disturbing.WaitAsync(cancellationToken);
        try
        {
            (_met, _commits, _calm) = (0, 0, new(TaskCreationOptions.RunContinuationsAsynchronously));
            _now = disturbance;
            if (disturbance == Disturbance.Refuses)
            {
                await RefuseAsync();
            }

            await Task.Delay(length, _time, cancellationToken);
            return Met > 0;
        }
        finally
        {
            _now = Disturbance.None;
            _calm.TrySetResult();
            if (disturbance == Disturbance.Refuses)
            {
                Listen();
            }

            _disturbing.Release();
        }
    }

    /// <summary>Resets every connection, so that the next ones go to the <see cref="Upstream"/> of now.</summary>
    public void Reset()
    {
        foreach (var connection in _connections.Keys)
        {
            connection.Dispose();
            Meet();
        }
    }

    /// <summary>Counts what the disturbance met.</summary>
    public void Meet() => Interlocked.Increment(ref _met);

    /// <summary>Whether the acknowledgement of a commit is to be lost.</summary>
    public bool Loses() => Now == Disturbance.LosesCommits && Interlocked.Increment(ref _commits) % 3 == 1;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await StopListeningAsync();
        Reset();
        await Task.WhenAll(_serving);
        _reservation.Dispose();
        _disturbing.Dispose();
        _closing.Dispose();
    }

    private async Task RefuseAsync()
    {
        await StopListeningAsync();
        Reset();
    }

    private async Task StopListeningAsync()
    {
        _listener?.Dispose();
        await _accepting;
    }

    private void Listen()
    {
        _listener = Bind(Port);
        _listener.Listen();
        _accepting = AcceptAsync(_listener);
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            try
            {
                var near = await listener.AcceptAsync(_closing.Token);
                _serving.RemoveAll(connection => connection.IsCompleted);
                _serving.Add(ServeAsync(new LinkedConnection(this, near, _isPostgres, _time)));
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(LinkedConnection connection)
    {
        _connections.TryAdd(connection, 0);
        await connection.RunAsync(_closing.Token);
        _connections.TryRemove(connection, out _);
    }

    // Of the two sockets on the port, only the one that listens gets connections.
    private static Socket Bind(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }
}
