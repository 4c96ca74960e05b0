using System.Text;
using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.PaymentAgent.Callbacks;
using Ecommerce.PaymentAgent.Provider;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Npgsql;

namespace Ecommerce.PaymentAgent.Sandbox;

/// <summary>
/// The sandbox's messages: JSON with <c>id</c>, <c>type</c> and <c>transaction_id</c>, and as <c>Sandbox-Signature</c> a
/// <see cref="MessageSignature"/> under the secret in its database. It sends none by itself; <c>ecommerce chaos</c> does in its name.
/// </summary>
internal sealed class SandboxEvents(NpgsqlDataSource database, TimeProvider time)
{
    private const string SignatureHeader = "sandbox-signature";

    /// <summary>Verifies and reads a message.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>.</exception>
    public async Task<ProviderEvent> ReadAsync(
        IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT secret FROM callback_secret");
        var secrets = await command.ReadAllAsync(reader => Encoding.UTF8.GetBytes(reader.GetString(0)), cancellationToken);
        MessageSignature.Verify(headers.GetValueOrDefault(SignatureHeader, ""), body.Span, secrets, time.GetUtcNow());
        try
        {
            using var document = JsonDocument.Parse(body);
            var message = document.RootElement;
            return new(
                message.GetProperty("id").GetString()!, message.GetProperty("type").GetString()!,
                message.GetProperty("transaction_id").GetGuid());
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ProblemException(ErrorCodes.InvalidRequest, "The message is not an event of the provider.", inner: exception);
        }
    }
}
