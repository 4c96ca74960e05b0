using System.Net;
using Spiffe.Tls;

namespace Spiffe.Tests;

/// <summary>An HTTP/2 client for one peer.</summary>
internal sealed class Client(X509Source source, SpiffeId peer, Uri address, SpiffeHttpOptions? options = null) : IDisposable
{
    private readonly HttpClient _http = new(new SpiffeHttpHandler(source, peer, options))
    {
        BaseAddress = address,
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Timeout = TimeSpan.FromSeconds(10),
    };

    /// <summary>Asks the server whom it sees.</summary>
    public async Task<(string Id, string Thumbprint, string Connection)> PeerAsync()
    {
        // A body, as gRPC's calls have: a request with one is harder to retry.
        using var response = await _http.PostAsync("/peer", new ByteArrayContent(new byte[100]));
        var answer = (await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).Split(' ');
        return (answer[0], answer[1], answer[2]);
    }

    /// <summary>Opens a stream; its reads give the server's dots.</summary>
    public Task<Stream> StreamAsync(string path = "/stream") => _http.GetStreamAsync(path);

    /// <summary>The refusal that a call ends in.</summary>
    public async Task<PeerRefusal> RefusalAsync()
    {
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => _http.GetStringAsync("/peer"));
        return Assert.IsType<SpiffePeerException>(error.InnerException).Refusal;
    }

    public void Dispose() => _http.Dispose();
}
