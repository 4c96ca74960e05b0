using System.Security.Cryptography;
using System.Text;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;

namespace Ecommerce.ServiceDefaults.Capabilities;

/// <summary>
/// The keys under which a repeat is the same call: 1 to 255 visible ASCII characters, in a header or in the request's own field. They are
/// checked at the first surface, since gRPC clients cannot forward any other.
/// </summary>
public static class IdempotencyKeys
{
    /// <summary>The header of HTTP requests.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>The key of gRPC metadata.</summary>
    public const string MetadataKey = "idempotency-key";

    private const string Field = Capability.KeyFieldName;
    private const int MaxLength = 255;

    /// <summary>The key that a header's values hold; null without any.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>: it is given more than once or is malformed.</exception>
    public static string? FromHeader(IReadOnlyList<string?> values) => values switch
    {
        [] => null,
        [{ } key] when IsKey(key) => key,
        [_] => throw Invalid(Header, $"must be 1 to {MaxLength} visible ASCII characters"),
        _ => throw Invalid(Header, "is given more than once"),
    };

    /// <summary>The one key of a call.</summary>
    /// <param name="capability">What is called; its request may have a field for the key.</param>
    /// <param name="header">What <see cref="FromHeader"/> found.</param>
    /// <param name="request">The capability's request.</param>
    /// <exception cref="ProblemException"><c>invalid_request</c>: header and field differ, the field's is malformed, or the capability
    /// takes no key.</exception>
    internal static string? Agree(Capability capability, string? header, IMessage request)
    {
        if (header is not null && !capability.TakesKey)
        {
            throw Invalid(Header, $"is not taken by {capability.Name}");
        }

        if (InField(capability, request) is not { Length: > 0 } key)
        {
            return header;
        }

        return !IsKey(key) ? throw Invalid(Field, $"must be 1 to {MaxLength} visible ASCII characters")
            : header is not null && header != key ? throw Invalid(Header, $"is not the {Field} of the body")
            : key;
    }

    /// <summary>The key in the request's own field; null or empty without one.</summary>
    internal static string? InField(Capability capability, IMessage request) => capability.KeyField?.Accessor.GetValue(request) as string;

    /// <summary>
    /// The request with the key in its own field, so that it is the same whether the key came in the header or in the body.
    /// </summary>
    /// <param name="key">The key of the call.</param>
    /// <param name="request">The request; it stays as it is.</param>
    internal static IMessage Place(string key, IMessage request)
    {
        if (request.Descriptor.FindFieldByName(Field) is not { } field || field.Accessor.GetValue(request) is string { Length: > 0 })
        {
            return request;
        }

        var copy = request.Descriptor.Parser.ParseFrom(request.ToByteString());
        field.Accessor.SetValue(copy, key);
        return copy;
    }

    /// <summary>The key under which the database knows the call; null without one.</summary>
    /// <param name="capability">What is called.</param>
    /// <param name="actor">For whom the call is made; null if it is not known.</param>
    /// <param name="userId">The end user, if there is one.</param>
    /// <param name="key">The caller's key; null or empty without one.</param>
    /// <param name="request">The capability's request.</param>
    internal static IdempotencyKey? Create(Capability capability, string? actor, string? userId, string? key, IMessage request)
    {
        if (string.IsNullOrEmpty(key))
        {
            return null;
        }

        var requestHash = SHA256.HashData(Place(key, Secrets.Without(request)).ToByteArray());
        // Anonymous callers may choose the same key by chance: only a caller that sends the same request gets the stored reply.
        var who = actor ?? (userId is null ? Convert.ToHexString(requestHash) : "");
        // Each part is preceded by its length, so that no two lists of parts give the same bytes.
        string[] parts = [who, userId ?? "", capability.Agent, capability.Name, key];
        var text = string.Concat(parts.Select(part => $"{part.Length}:{part}"));
        return new(SHA256.HashData(Encoding.UTF8.GetBytes(text)), requestHash);
    }

    private static bool IsKey(string text) => text.Length is > 0 and <= MaxLength && !text.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static ProblemException Invalid(string field, string description) => ProblemException.Invalid([new(field, description)]);
}
