namespace Ecommerce.Cli.Development;

/// <summary>Asks an agent's HTTP probe port.</summary>
internal static class ReadinessProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = Limit }) { Timeout = Limit };

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
