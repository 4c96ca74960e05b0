using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Ecommerce.Contracts.Json;
using Ecommerce.ServiceDefaults.Decisions;
using Google.Protobuf;
using Rego.Values;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>The document that policies see as <c>input</c>.</summary>
public static class PolicyInput
{
    private static readonly RegoValue Empty = RegoValue.Object();
    private static readonly RegoValue Inbound = RegoValue.From("inbound");
    private static readonly RegoValue Outbound = RegoValue.From("outbound");

    /// <summary>The document for a decision.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="now">The time of asking.</param>
    public static RegoValue From(AuthorizationRequest request, DateTimeOffset now)
    {
        var callee = RegoValue.From(request.Callee);
        var (caller, actor, action) = (RegoValue.From(request.Caller), RegoValue.From(request.Actor), RegoValue.From(request.Action));
        var message = request.Request is null ? Empty : Convert(request.Request);
        var timestamp = RegoValue.From(now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        var (callerDomain, calleeDomain) = (TrustDomainOf(request.Caller), TrustDomainOf(request.Callee));
        (string, RegoValue)[] common =
        [
            ("direction", request.Direction == Direction.Inbound ? Inbound : Outbound),
            ("caller_spiffe_id", caller),
            ("callee_spiffe_id", callee),
            ("resource_spiffe_id", callee),
            ("action", action),
            ("actor", actor),
            ("timestamp", timestamp),
            ("caller_trust_domain", callerDomain),
            ("resource_trust_domain", calleeDomain),
            ("context", Empty),
            ("request", message),
        ];
        return request.UserId is { } user
            ? RegoValue.Object([.. common, ("user", RegoValue.Object(("user_id", RegoValue.From(user))))])
            : RegoValue.Object(common);
    }

    private static RegoValue TrustDomainOf(string id)
    {
        const int Start = 9; // spiffe://
        var end = id.IndexOf('/', Start);
        return RegoValue.From(end < 0 ? id[Start..] : id[Start..end]);
    }

    // The request as its JSON shows it; secrets are no business of a policy.
    private static RegoValue Convert(IMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            ContractJson.WriteWithoutSecrets(writer, message);
        }

        using var json = JsonDocument.Parse(buffer.WrittenMemory);
        return RegoValue.FromJson(json.RootElement);
    }
}
