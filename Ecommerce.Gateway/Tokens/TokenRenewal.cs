using Ecommerce.ServiceDefaults.Resilience;

namespace Ecommerce.Gateway.Tokens;

/// <summary>Renews transaction tokens before they end.</summary>
internal sealed class TokenRenewal(TokenExchanger tokens, TimeProvider time, ILogger<TokenRenewal> logger) : BackgroundLoop(time, logger)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [RenewAsync];

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        await tokens.RenewAsync(cancellationToken);
        await PauseAsync(PollInterval, cancellationToken);
    }
}
