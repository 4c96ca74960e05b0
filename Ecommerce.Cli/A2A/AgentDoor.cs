using A2A.Client;
using A2A.Errors;
using A2A.V1;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Spiffe;
using Spiffe.Tls;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.Cli.A2A;

/// <summary>The Agent2Agent protocol of one agent, by mutual TLS pinned to its SPIFFE ID.</summary>
internal static class AgentDoor
{
    /// <summary>Opens it.</summary>
    /// <param name="shop">Who asks, and where the agents are.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="check">Throws if its card is not to be trusted; null to take the connection's word.</param>
    /// <param name="token">At the gateway, the access token of the user for whom it is asked; null for none.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="A2AException">The agent refuses, or cannot be reached.</exception>
    public static Task<A2AClient> OpenAsync(
        ShopClient shop, SpiffeId agent, Func<AgentCard, CancellationToken, Task>? check, string? token,
        CancellationToken cancellationToken)
    {
        var isGateway = agent.ToString() == Registrations.AgentId(AgentNames.Gateway);
        var http = new HttpClient(isGateway ? shop.GatewayHandler() : new SpiffeHttpHandler(shop.Identity, agent))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);
        return A2AClient.ConnectAsync(
            shop.AddressOf(agent.Path.Split('/')[^1]), new() { Http = http, CheckCard = check }, cancellationToken);
    }

    /// <summary>An error of the protocol, for the person at the terminal.</summary>
    public static CommandException Told(A2AException exception) =>
        new(exception.Error == A2AError.PermissionDenied ? CommandException.AdministratorsOnly : exception.Message, exception)
        {
            ExitCode = exception.Error == A2AError.Unavailable ? ExitCodes.Unreachable : ExitCodes.Failed,
        };
}
