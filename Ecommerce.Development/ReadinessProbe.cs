namespace Ecommerce.Development;

/// <summary>Asks an agent's HTTP probe.</summary>
public static class ReadinessProbe
{
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = ProbeTimeout })
    {
        Timeout = ProbeTimeout,
    };

    /// <summary>Whether the agent on that probe port says that it is ready.</summary>
    public static async Task<bool> IsReadyAsync(int httpHealthPort, CancellationToken cancellationToken)
    {
        try
        {
            using var reply = await Http.GetAsync(
                new Uri($"http://127.0.0.1:{httpHealthPort}/healthz/ready"), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return reply.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }
}
