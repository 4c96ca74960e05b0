using Ecommerce.Contracts;
using Ecommerce.Contracts.Json;
using Ecommerce.Contracts.Validation;
using Ecommerce.ServiceDefaults.Privacy;

namespace Ecommerce.ServiceDefaults.Errors;

/// <summary>
/// A refusal or failure that the caller receives in the same words on every surface. Agents throw it; typed clients rethrow it at the
/// caller.
/// </summary>
/// <param name="code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="message">One sentence for people; it reaches the caller, so it holds no secret and no inner detail.</param>
/// <param name="field">The request's field that it is about, such as <c>items[0].sku</c>.</param>
/// <param name="retryAfter">When a retry makes sense.</param>
/// <param name="inner">What caused it; never shown to a caller.</param>
public sealed class ProblemException(
    string code, string message, string? field = null, TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception(Redaction.Of(message), inner)
{
    /// <summary>The text of <see cref="Unreachable"/>.</summary>
    internal const string UnreachableMessage = "The agent cannot be reached.";

    /// <summary>The text of <see cref="DeadlineExceeded"/>.</summary>
    internal const string DeadlineMessage = "The deadline passed.";

    /// <summary>One of <see cref="ErrorCodes"/>.</summary>
    public string Code { get; } = code;

    /// <summary>The request's field that it is about, such as <c>items[0].sku</c>.</summary>
    public string? Field { get; } = field is null ? null : Redaction.Of(field);

    /// <summary>When a retry makes sense.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Every field that broke a rule; one at least when the code is <c>invalid_request</c> and the field is known.</summary>
    public IReadOnlyList<FieldViolation> Violations { get; internal init; } = field is null ? [] : [Redacted(new(field, message))];

    /// <summary>Whether it is a peer's answer, not a failure of the transport.</summary>
    public bool IsFromPeer { get; init; }

    /// <summary>Whether a token is what was refused (RFC 6750, 3.1: <c>invalid_token</c>).</summary>
    internal bool IsInvalidToken { get; init; }

    /// <summary>Whether the call failed before anything was sent, for a reason of the caller's own: a retry would fail as well.</summary>
    internal bool IsOwn { get; init; }

    /// <summary>An <c>invalid_request</c> that names each field.</summary>
    public static ProblemException Invalid(IReadOnlyList<FieldViolation> violations)
    {
        var first = violations[0];
        return new(ErrorCodes.InvalidRequest, $"{first.Field}: {first.Description}", first.Field)
        {
            Violations = [.. violations.Select(Redacted)],
        };
    }

    /// <summary>An <c>invalid_request</c> that says what is wrong with a document.</summary>
    public static ProblemException Invalid(ContractJsonException exception) => exception.Field.Length == 0
        ? new(ErrorCodes.InvalidRequest, $"The request {exception.Message}.", inner: exception)
        : Invalid([new(exception.Field, exception.Message)]);

    /// <summary>A <c>not_found</c>, also for what the caller may not see.</summary>
    /// <param name="what">What is not there, such as <c>user</c>.</param>
    /// <param name="field">The request's field that names it.</param>
    /// <param name="exception">What caused it; never shown to a caller.</param>
    public static ProblemException NotFound(string what, string field, Exception? exception = null) =>
        new(ErrorCodes.NotFound, $"There is no such {what}.", field, inner: exception);

    /// <summary>An <c>unauthenticated</c>: the token that came with the request is not, or no longer, valid.</summary>
    public static ProblemException InvalidToken() =>
        new(ErrorCodes.Unauthenticated, "The token is not valid, or has expired: sign in again.") { IsInvalidToken = true };

    /// <summary>The part of a sentence that lists what a caller may choose from.</summary>
    public static string OneOf(IReadOnlyCollection<string> choices) =>
        choices.Count == 0 ? "none is available to you" : $"one of {string.Join(", ", choices)}";

    /// <summary>A <c>forbidden</c>, in the same words for what the policy denies and for a name that no capability has.</summary>
    internal static ProblemException Forbidden() =>
        new(ErrorCodes.Forbidden, "The policy does not allow this call, or there is no such capability.");

    /// <summary>An <c>idempotency_key_reused</c>: the earlier call under the key had another request.</summary>
    public static ProblemException KeyReused() =>
        new(ErrorCodes.IdempotencyKeyReused, "The idempotency key was used with another request.");

    /// <summary>An <c>idempotency_key_in_use</c> that asks the caller to retry after a second.</summary>
    public static ProblemException KeyInUse() => new(
        ErrorCodes.IdempotencyKeyInUse, "The first request with this idempotency key is still being processed.",
        retryAfter: TimeSpan.FromSeconds(1));

    /// <summary>An <c>unavailable</c> that asks the caller to retry after a second.</summary>
    public static ProblemException Unavailable(string message, Exception? exception = null) =>
        new(ErrorCodes.Unavailable, message, retryAfter: TimeSpan.FromSeconds(1), inner: exception);

    /// <summary>An <c>unavailable</c>: there is no connection to the agent.</summary>
    internal static ProblemException Unreachable(Exception exception) => Unavailable(UnreachableMessage, exception);

    /// <summary>A <c>deadline_exceeded</c>.</summary>
    internal static ProblemException DeadlineExceeded(Exception? exception = null) =>
        new(ErrorCodes.DeadlineExceeded, DeadlineMessage, inner: exception);

    /// <summary>An <c>internal</c>: a fault that only the agent's log describes.</summary>
    internal static ProblemException Internal(Exception exception) =>
        new(ErrorCodes.Internal, "The agent failed.", inner: exception);

    private static FieldViolation Redacted(FieldViolation violation) =>
        new(Redaction.Of(violation.Field), Redaction.Of(violation.Description));
}
