using Ecommerce.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.ServiceDefaults.Hosting;

/// <summary>
/// Asks the agent that runs here whether it can serve: for an engine of containers, which learns that from a command inside. An agent's
/// image has no other program that could ask.
/// </summary>
internal static class AgentProbe
{
    private const int NotReady = 1;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    /// <summary>Prints what the agent's <c>/healthz/ready</c> says.</summary>
    /// <param name="name">The agent's name.</param>
    /// <returns>0 if it is ready, 1 otherwise.</returns>
    /// <exception cref="AgentSetupException">The settings break the schema, so that its port is not known.</exception>
    public static Task<int> RunAsync(string name) =>
        AskAsync(AgentConfiguration.Read(new ConfigurationBuilder().AddEnvironmentVariables().Build(), name).HttpHealthPort);

    /// <summary>Prints what <c>/healthz/ready</c> says at a port of this machine.</summary>
    /// <param name="port">The port of the HTTP probes.</param>
    /// <returns>0 if it is ready, 1 otherwise.</returns>
    public static async Task<int> AskAsync(int port)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout };
        try
        {
            using var reply = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/healthz/ready"));
            Console.WriteLine(await reply.Content.ReadAsStringAsync());
            return reply.IsSuccessStatusCode ? 0 : NotReady;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            Console.WriteLine($"not ready: {exception.Message}");
            return NotReady;
        }
    }
}
