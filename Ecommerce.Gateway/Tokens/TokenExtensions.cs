using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.ServiceDefaults.Configuration;
using Spiffe;

namespace Ecommerce.Gateway.Tokens;

/// <summary>Registers the exchange of tokens.</summary>
internal static class TokenExtensions
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);

    public static void AddTokenExchange(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services =>
        {
            var agent = services.GetRequiredService<AgentInfo>();
            return new TokenExchanger(
                agent, CallOf(services.GetRequiredService<AgentClients>(), agent), services.GetRequiredService<X509Source>().TimeProvider);
        });

        // Found when it is needed: the clients that send the tokens are also those that ask for them.
        builder.Services.AddSingleton<CallTokenSource>(services => (peer, scope, cancellationToken) =>
            services.GetRequiredService<TokenExchanger>().OfAsync(peer, scope, cancellationToken));
        builder.Services.AddHostedService<TokenRenewal>();
    }

    // Who waits for a token is helped over a lost connection. Renewals come again by themselves, and open nobody's breaker.
    private static TokenExchangeCall CallOf(AgentClients clients, AgentInfo agent)
    {
        var userAgent = agent.IdOf(AgentNames.User);
        var needed = new UserService.UserServiceClient(clients.To(userAgent));
        var renewals = new UserService.UserServiceClient(clients.To(userAgent, CallResilience.None));
        return async (request, isRenewal) => await (isRenewal ? renewals : needed).ExchangeTokenAsync(
            request, deadline: (TimeProvider.System.GetUtcNow() + CallTimeout).UtcDateTime);
    }
}
