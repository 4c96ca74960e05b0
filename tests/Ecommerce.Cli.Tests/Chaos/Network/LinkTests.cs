using System.Net;
using System.Net.Sockets;
using Ecommerce.Cli.Chaos.Network;
using Ecommerce.Testing;

namespace Ecommerce.Cli.Tests.Chaos.Network;

/// <summary>A link between a client and a server that sends back what it gets.</summary>
public sealed class LinkTests : IAsyncDisposable
{
    private static readonly byte[] Message = [.. Enumerable.Range(0, 1000).Select(number => (byte)number)];
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly TcpListener _echo = new(IPAddress.Loopback, 0);
    private readonly Task _serving;
    private readonly ManualTime _time = new();
    private readonly Link _link;

    public LinkTests()
    {
        _echo.Start();
        _serving = ServeAsync();
        _link = new Link(((IPEndPoint)_echo.LocalEndpoint).Port, isPostgres: false, _time);
    }

    [Fact]
    public async Task An_undisturbed_link_passes_bytes_both_ways_until_both_ends_have_closed()
    {
        using var client = await ConnectAsync();
        await client.SendAsync(Message);
        client.Shutdown(SocketShutdown.Send);
        Assert.Equal(Message, await ReadToEndAsync(client));
    }

    [Theory]
    [InlineData(nameof(Disturbance.Late))]
    [InlineData(nameof(Disturbance.Slow))]
    [InlineData(nameof(Disturbance.Silent))]
    public async Task What_is_held_up_comes_whole_in_the_end(string disturbance)
    {
        using var client = await ConnectAsync();
        var over = _link.DisturbAsync(Enum.Parse<Disturbance>(disturbance), Length, CancellationToken.None);
        await client.SendAsync(Message);
        await Eventually.HoldsAsync(() => _link.Met == 1, "the message met the disturbance");
        Assert.Equal(0, client.Available);

        client.Shutdown(SocketShutdown.Send);
        Assert.Equal(Message, await InTimeAsync(ReadToEndAsync(client)));
        Assert.True(await InTimeAsync(over));
    }

    [Fact]
    public async Task A_cut_comes_in_the_middle_of_a_message_and_the_next_connection_is_whole_again()
    {
        using (var client = await ConnectAsync())
        {
            var over = _link.DisturbAsync(Disturbance.Cuts, Length, CancellationToken.None);
            await client.SendAsync(Message);
            await Assert.ThrowsAsync<SocketException>(() => ReadToEndAsync(client));
            Assert.True(await InTimeAsync(over));
        }

        await An_undisturbed_link_passes_bytes_both_ways_until_both_ends_have_closed();
    }

    [Fact]
    public async Task A_link_that_refuses_has_nobody_at_its_port_and_keeps_the_port()
    {
        using (var client = await ConnectAsync())
        {
            await client.SendAsync(Message);
            await client.ReceiveAsync(new byte[Message.Length]);
            var over = _link.DisturbAsync(Disturbance.Refuses, Length, CancellationToken.None);
            await Assert.ThrowsAsync<SocketException>(() => ReadToEndAsync(client));
            var refusal = await Assert.ThrowsAsync<SocketException>(ConnectAsync);
            Assert.Equal(SocketError.ConnectionRefused, refusal.SocketErrorCode);
            Assert.True(await InTimeAsync(over));
        }

        await An_undisturbed_link_passes_bytes_both_ways_until_both_ends_have_closed();
    }

    [Fact]
    public async Task A_disturbance_that_nothing_met_says_so()
    {
        var over = _link.DisturbAsync(Disturbance.Cuts, Length, CancellationToken.None);
        Assert.False(await InTimeAsync(over));
    }

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        _echo.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // Time passes until it is done.
    private async Task<T> InTimeAsync<T>(Task<T> task)
    {
        while (!task.IsCompleted)
        {
            _time.Advance(Length);
            await Task.Yield();
        }

        return await task;
    }

    private async Task<Socket> ConnectAsync()
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.Loopback, _link.Port);
        return client;
    }

    private static async Task<byte[]> ReadToEndAsync(Socket client)
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        var (buffer, reply) = (new byte[256], new List<byte>());
        while (await client.ReceiveAsync(buffer, limit.Token) is var count and > 0)
        {
            reply.AddRange(buffer[..count]);
        }

        return [.. reply];
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            _ = EchoAsync(await _echo.AcceptTcpClientAsync());
        }
    }

    private static async Task EchoAsync(TcpClient client)
    {
        using (client)
        {
            await client.GetStream().CopyToAsync(client.GetStream());
        }
    }
}
