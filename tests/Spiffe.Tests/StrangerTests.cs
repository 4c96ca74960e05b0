using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Ecommerce.Testing;
using Microsoft.Extensions.Logging;
using Spiffe.Tls;

namespace Spiffe.Tests;

/// <summary>What strangers can make an endpoint write and hold.</summary>
public sealed class StrangerTests
{
    [Fact]
    public async Task Refused_peers_are_one_line_and_then_a_number_a_minute()
    {
        var (time, lines) = (new ManualTime(TimeProvider.System.GetUtcNow()), new Lines());
        await using var world = await World.StartAsync();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(lines));
        await using var source = X509Source.Start(
            new() { Endpoint = world.Authority.SocketFor("order"), TimeProvider = time, LoggerFactory = loggers });
        await source.WaitForFirstAsync(TestContext.Current.CancellationToken);
        var refused = 0;
        await using var server = await PeerServer.StartAsync(source, new() { Refused = _ => Interlocked.Increment(ref refused) });
        var forged = Mint.OfAuthority(world.Options.DataDirectory);
        var certificate = forged.Chain(forged.Leaf(["https://example.org/"]));

        await RefuseAsync(20);
        Assert.Single(lines.Refusals);
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.Contains("19 more peers", lines.Refusals[^1], StringComparison.Ordinal);
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(2, lines.Refusals.Count);
        await RefuseAsync(1);
        Assert.Equal(3, lines.Refusals.Count);

        async Task RefuseAsync(int count)
        {
            var before = refused;
            for (var i = 0; i < count; i++)
            {
                Assert.Equal("", await RawClient.AskAsync(server.Address, certificate));
            }

            await Eventually.HoldsAsync(() => refused == before + count, "all are refused");
        }
    }

    [Theory]
    [InlineData(2, 100)]
    [InlineData(100, 2)]
    public async Task For_a_further_connection_the_oldest_without_a_finished_handshake_is_cut_and_none_with_one(int total, int perAddress)
    {
        await using var world = await World.StartAsync();
        var refused = new ConcurrentQueue<RefusedPeer>();
        var server = await world.ServeAsync(await world.SourceAsync("order"), new()
        {
            MaxHandshakes = total,
            MaxHandshakesPerAddress = perAddress,
            HandshakeTimeout = TimeSpan.FromMinutes(5), // so that it is not what ends the silent ones
            Refused = refused.Enqueue,
        });
        var user = await world.SourceAsync("user");
        using Client first = new(user, World.Id("order"), server.Address), second = new(user, World.Id("order"), server.Address);
        await using var open = await first.StreamAsync();
        await using var another = await second.StreamAsync();
        var silent = new List<TcpClient>();
        for (var i = 0; i < 10; i++)
        {
            silent.Add(new TcpClient());
            await silent[i].ConnectAsync(IPAddress.Loopback, server.Address.Port);
        }

        await Eventually.HoldsAsync(() => silent.Count(IsCut) == 8, "all but two are cut");
        using var third = new Client(user, World.Id("order"), server.Address);
        Assert.Equal(World.Id("user").ToString(), (await third.PeerAsync()).Id);
        await Eventually.HoldsAsync(() => silent.Count(IsCut) == 9, "one went for the third client");

        Assert.All(refused, peer => Assert.Equal(PeerRefusal.TooManyHandshakes, peer.Refusal));
        Assert.Equal(9, refused.Count);
        await open.ReadExactlyAsync(new byte[5]);
        await another.ReadExactlyAsync(new byte[5]);
        silent.ForEach(client => client.Dispose());
    }

    private static bool IsCut(TcpClient client)
    {
        try
        {
            return client.Client.Poll(0, SelectMode.SelectRead) && client.Client.Receive(new byte[1]) == 0;
        }
        catch (SocketException)
        {
            return true; // reset
        }
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _all = new();

        public List<string> Refusals => [.. _all.Where(line => line.Contains("refused", StringComparison.Ordinal))];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _all.Enqueue(formatter(state, exception));

        public void Dispose()
        {
            // Holds nothing.
        }
    }
}
