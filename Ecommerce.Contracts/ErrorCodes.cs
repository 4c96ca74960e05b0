using System.Collections.Frozen;
using Grpc.Core;

namespace Ecommerce.Contracts;

/// <summary>The stable codes that callers see in problems, in <c>google.rpc.ErrorInfo</c> (upper case) and on the command line.</summary>
public static class ErrorCodes
{
    /// <summary>The request breaks a rule; 400.</summary>
    public const string InvalidRequest = "invalid_request";

    /// <summary>No user is signed in, or the proof of identity is not valid; 401.</summary>
    public const string Unauthenticated = "unauthenticated";

    /// <summary>The policy does not allow it; 403.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>It does not exist, or belongs to another user; 404.</summary>
    public const string NotFound = "not_found";

    /// <summary>The resource does not have this method; 405, with <c>Allow</c>.</summary>
    public const string MethodNotAllowed = "method_not_allowed";

    /// <summary>The client accepts no media type that the answer has; 406.</summary>
    public const string NotAcceptable = "not_acceptable";

    /// <summary>The request did not arrive in time; 408.</summary>
    public const string RequestTimeout = "request_timeout";

    /// <summary>The body has a type or content coding that is not supported; 415.</summary>
    public const string UnsupportedMediaType = "unsupported_media_type";

    /// <summary>The current state does not allow it; 409.</summary>
    public const string Conflict = "conflict";

    /// <summary>Another user has this e-mail address; 409.</summary>
    public const string EmailTaken = "email_taken";

    /// <summary>A request with this idempotency key is still running; 409, retry later.</summary>
    public const string IdempotencyKeyInUse = "idempotency_key_in_use";

    /// <summary>The client's price is not the catalogue's; 422.</summary>
    public const string PriceChanged = "price_changed";

    /// <summary>There is not enough stock; 422.</summary>
    public const string OutOfStock = "out_of_stock";

    /// <summary>The provider declined the payment; 422.</summary>
    public const string PaymentDeclined = "payment_declined";

    /// <summary>The provider declined the payment: insufficient funds; 422.</summary>
    public const string InsufficientFunds = "insufficient_funds";

    /// <summary>The order could not be completed in its time; 422. That is final: another order may succeed.</summary>
    public const string CheckoutExpired = "checkout_expired";

    /// <summary>The idempotency key was used for a different request; 422.</summary>
    public const string IdempotencyKeyReused = "idempotency_key_reused";

    /// <summary>The order is in a state that cannot be cancelled; 422.</summary>
    public const string NotCancelable = "not_cancelable";

    /// <summary>The refund exceeds what is left of the payment; 422.</summary>
    public const string RefundExceedsPayment = "refund_exceeds_payment";

    /// <summary>A person has to approve the call first; 428. It ends the call that a model asks for, and is seen in the audit.</summary>
    public const string ApprovalRequired = "approval_required";

    /// <summary>Too many requests; 429, retry later.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>A dependency cannot be reached; 503, retry later. Whether the work was done is unknown.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>The peer's SVID expires, and the stream ends with it; 503, resume at once after the last event.</summary>
    public const string StreamRenew = "stream_renew";

    /// <summary>The deadline passed; 504. Whether the work was done is unknown.</summary>
    public const string DeadlineExceeded = "deadline_exceeded";

    /// <summary>An internal error; 500. Whether the work was done is unknown.</summary>
    public const string Internal = "internal";

    private static readonly FrozenDictionary<string, (int Http, StatusCode Grpc)> Statuses =
        new Dictionary<string, (int, StatusCode)>
        {
            [InvalidRequest] = (400, StatusCode.InvalidArgument),
            [Unauthenticated] = (401, StatusCode.Unauthenticated),
            [Forbidden] = (403, StatusCode.PermissionDenied),
            [NotFound] = (404, StatusCode.NotFound),
            [MethodNotAllowed] = (405, StatusCode.Unimplemented),
            [NotAcceptable] = (406, StatusCode.InvalidArgument),
            [RequestTimeout] = (408, StatusCode.InvalidArgument),
            [UnsupportedMediaType] = (415, StatusCode.InvalidArgument),
            [Conflict] = (409, StatusCode.AlreadyExists),
            [EmailTaken] = (409, StatusCode.AlreadyExists),
            [IdempotencyKeyInUse] = (409, StatusCode.Aborted),
            [PriceChanged] = (422, StatusCode.FailedPrecondition),
            [OutOfStock] = (422, StatusCode.FailedPrecondition),
            [PaymentDeclined] = (422, StatusCode.FailedPrecondition),
            [InsufficientFunds] = (422, StatusCode.FailedPrecondition),
            [CheckoutExpired] = (422, StatusCode.FailedPrecondition),
            [IdempotencyKeyReused] = (422, StatusCode.FailedPrecondition),
            [NotCancelable] = (422, StatusCode.FailedPrecondition),
            [RefundExceedsPayment] = (422, StatusCode.FailedPrecondition),
            [ApprovalRequired] = (428, StatusCode.FailedPrecondition),
            [RateLimited] = (429, StatusCode.ResourceExhausted),
            [Unavailable] = (503, StatusCode.Unavailable),
            [StreamRenew] = (503, StatusCode.Unavailable),
            [DeadlineExceeded] = (504, StatusCode.DeadlineExceeded),
            [Internal] = (500, StatusCode.Internal),
        }.ToFrozenDictionary();

    /// <summary>The HTTP status that goes with a code.</summary>
    public static int HttpStatus(string code) => Statuses.TryGetValue(code, out var status) ? status.Http : 500;

    /// <summary>The gRPC status that goes with a code.</summary>
    public static StatusCode GrpcStatus(string code) => Statuses.TryGetValue(code, out var status) ? status.Grpc : StatusCode.Internal;

    /// <summary>Whether an agent's rules refused (404, 409, 422): a generic reply is then FAILED, not an error of the call.</summary>
    public static bool IsBusinessRefusal(string code) => HttpStatus(code) is 404 or 409 or 422;

    /// <summary>Whether it is unknown if the work was done: retry under the same key, and never compensate blindly.</summary>
    public static bool IsOutcomeUnknown(string code) => HttpStatus(code) >= 500 || code is IdempotencyKeyInUse or RateLimited;
}
