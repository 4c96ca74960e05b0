using System.Net;
using System.Text.Json;
using Spiffe.Tls;

namespace Spiffe.Tests;

/// <summary>SPIFFE's own Go SDK opposite the development authority and the Kestrel endpoint.</summary>
public class ProbeTests
{
    [Fact]
    public async Task Go_spiffe_takes_and_follows_the_authoritys_svids()
    {
        await using var world = await World.StartAsync();
        var watch = Probe.RunAsync("x509", "--socket", world.Authority.SocketFor("order"), "--watch", "3", "--timeout", "20s");
        while (!watch.IsCompleted)
        {
            world.Authority.Rotate();
            await Task.WhenAny(watch, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System));
        }

        var (status, _, errors) = await watch;
        Assert.True(status == 0, errors);
    }

    [Fact]
    public async Task The_authority_conforms_to_the_standards()
    {
        await using var world = await World.StartAsync();

        var (status, lines, errors) = await Probe.RunAsync(
            "api-conformance", "--socket", world.Authority.SocketFor("both"), "--level", "convention", "--hold", "300ms");

        Assert.True(
            status == 0, string.Join('\n', lines.Where(line => line.TryGetProperty("pass", out var pass) && !pass.GetBoolean())) + errors);
    }

    [Fact]
    public async Task The_endpoint_refuses_what_go_spiffe_says_must_be_refused()
    {
        await using var world = await World.StartAsync();
        var options = new SpiffeTlsOptions { Authorize = id => id == World.Id("user") };
        var server = await world.ServeAsync(await world.SourceAsync("order"), options);
        var authorities = Path.Combine(world.Folder, "probe");
        var (imported, _, problem) = await Probe.RunAsync(
            "import-ca", "--ca-dir", authorities,
            "--cert", Path.Combine(world.Options.DataDirectory, "ca.pem"), "--key", Path.Combine(world.Options.DataDirectory, "ca.key"));
        Assert.True(imported == 0, problem);

        var (status, lines, errors) = await Probe.RunAsync(
            "attack", "--addr", server.Address.Authority, "--ca-dir", authorities, "--path", "/peer", "--handshake-only",
            "--as", World.Id("user").ToString(), "--authorize", World.Id("order").ToString(), "--deny", World.Id("payment").ToString());

        Assert.True(status == 0, string.Join('\n', lines) + errors);
    }

    [Fact]
    public async Task A_go_spiffe_server_and_our_client_know_each_other()
    {
        await using var world = await World.StartAsync();
        using var server = Probe.Start(
            Probe.Require(), "serve", "--socket", world.Authority.SocketFor("order"), "--authorize", World.Id("user").ToString(), "--for",
            "30s");
        var address = JsonDocument.Parse((await server.StandardOutput.ReadLineAsync())!).RootElement.GetProperty("https").GetString();
        using var user = new HttpMessageInvoker(new SpiffeHttpHandler(await world.SourceAsync("user"), World.Id("order")));
        using var stranger = new HttpMessageInvoker(new SpiffeHttpHandler(await world.SourceAsync("both"), World.Id("order")));

        using var answer = await user.SendAsync(Request(), CancellationToken.None);
        Assert.Contains(World.Id("user").ToString(), await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<HttpRequestException>(() => stranger.SendAsync(Request(), CancellationToken.None));
        server.Kill();

        HttpRequestMessage Request() => new(HttpMethod.Get, $"https://{address}/") { Version = HttpVersion.Version20 };
    }
}
