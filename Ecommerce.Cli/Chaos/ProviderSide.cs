using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.Development;
using Npgsql;

namespace Ecommerce.Cli.Chaos;

/// <summary>What happens at the sandbox provider without the shop: there the buyer confirms a payment, or refuses it.</summary>
/// <param name="shop">The system.</param>
/// <param name="gateway">Where the provider's messages go.</param>
/// <param name="time">The clock.</param>
internal sealed class ProviderSide(Shop shop, HttpClient gateway, TimeProvider time)
{
    private const string Callbacks = "/api/v1/payments/callbacks/sandbox";

    // The first tells what had been before.
    private static readonly string[] Messages = ["charge.requires_action", "charge.finished"];
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(4);
    private readonly ConcurrentBag<Task> _calling = [];
    private string? _secret;

    /// <summary>Messages of the provider that are on their way.</summary>
    public Task Calling => Task.WhenAll(_calling);

    /// <summary>The buyer acts, as soon as the provider can be reached.</summary>
    /// <param name="transaction">Which payment.</param>
    /// <param name="completed">Whether the buyer pays.</param>
    /// <param name="calls">Whether the provider sends messages of it: each twice, late and in any order.</param>
    /// <param name="seed">What their delays are drawn from.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    public async Task FinishAsync(Guid transaction, bool completed, bool calls, int seed, CancellationToken cancellationToken)
    {
        await AskAsync($"SELECT finish_action('{transaction}', {completed})", cancellationToken);
        _secret ??= await AskAsync("SELECT secret FROM callback_secret", cancellationToken);
        if (!calls || _secret is not { } secret)
        {
            return;
        }

        var random = new Random(seed);
        foreach (var type in Messages.Concat(Messages))
        {
            _calling.Add(CallAsync(transaction, type, secret, LongestDelay * random.NextDouble(), cancellationToken));
        }
    }

    /// <summary>Whoever has not acted yet completes the payment.</summary>
    public Task FinishAllAsync(CancellationToken cancellationToken) => AskAsync(
        "SELECT finish_action(split_part(key, '/', 1)::uuid, true) FROM charges WHERE status = 'requires_action'", cancellationToken);

    private async Task<string?> AskAsync(string sql, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnectionStringBuilder(
            shop.Credentials.AppConnection(shop.Instance.Ports.Postgres, "sandbox"))
        { Pooling = false };
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var provider = NpgsqlDataSource.Create(connection);
                await using var command = provider.CreateCommand(sql);
                return await command.ExecuteScalarAsync(cancellationToken) as string;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException or OperationCanceledException)
            {
                await Task.Delay(RetryInterval, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return null;
    }

    // A message is sent until it is accepted, as long as there are buyers.
    private async Task CallAsync(Guid transaction, string type, string secret, TimeSpan delay, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["id"] = $"{transaction}/{type}",
            ["type"] = type,
            ["transaction_id"] = transaction.ToString(),
        }.ToJsonString());
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            delay = RetryInterval;
            var signed = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var signature = HMACSHA256.HashData(
                Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.ASCII.GetBytes($"{signed}."), .. body]);
            using var request = new HttpRequestMessage(HttpMethod.Post, Callbacks)
            {
                Version = gateway.DefaultRequestVersion,
                Headers = { { "Sandbox-Signature", $"t={signed},v1={Convert.ToHexStringLower(signature)}" } },
                Content = new ByteArrayContent(body),
            };
            try
            {
                using var reply = await gateway.SendAsync(request, cancellationToken);
                if (reply.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
            {
                // The provider tries again.
            }
        }
    }
}
