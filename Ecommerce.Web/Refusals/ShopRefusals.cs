using System.Collections.Frozen;
using Ecommerce.Contracts;

namespace Ecommerce.Web.Refusals;

/// <summary>All refusals of the contract, as a buyer meets them.</summary>
internal static class ShopRefusals
{
    /// <summary>A form that does not bring back the visitor's token: it is from before signing in, or from another site.</summary>
    public const string StaleForm = "stale_form";

    /// <summary>A checkout page of an attempt that was refused since, or of many hours ago.</summary>
    public const string StaleCheckout = "stale_checkout";

    /// <summary>A password that is not right: not a session that has ended.</summary>
    public const string WrongPassword = "wrong_password";

    /// <summary>No answer to what was sent under a key.</summary>
    public const string UnavailableKept = "unavailable_kept";

    /// <summary>By code.</summary>
    public static FrozenDictionary<string, ShopRefusal> All { get; } = new ShopRefusal[]
    {
        new(ErrorCodes.InvalidRequest, Way: null),
        new(ErrorCodes.Unauthenticated, "/sign-in", "info"),
        new(ErrorCodes.Forbidden, "/account"),
        new(ErrorCodes.NotFound, "/", "info"),
        new(ErrorCodes.MethodNotAllowed, "/"),
        new(ErrorCodes.NotAcceptable, "/"),
        new(ErrorCodes.RequestTimeout, Way: null),
        new(ErrorCodes.UnsupportedMediaType, "/"),
        new(ErrorCodes.Conflict, Way: null),
        new(ErrorCodes.EmailTaken, "/sign-in", "info"),
        new(ErrorCodes.IdempotencyKeyInUse, "/orders", "info"),
        new(ErrorCodes.PriceChanged, "/cart"),
        new(ErrorCodes.OutOfStock, "/cart"),
        new(ErrorCodes.PaymentDeclined, "/checkout", "bad"),
        new(ErrorCodes.InsufficientFunds, "/checkout", "bad"),
        new(ErrorCodes.CheckoutExpired, "/cart"),
        new(ErrorCodes.IdempotencyKeyReused, "/orders"),
        new(ErrorCodes.NotCancelable, Way: null),
        new(ErrorCodes.RefundExceedsPayment, Way: null),
        new(ErrorCodes.ApprovalRequired, "/orders"),
        new(ErrorCodes.RateLimited, Way: null),
        new(ErrorCodes.Unavailable, Way: null),
        new(ErrorCodes.StreamRenew, Way: null),
        new(ErrorCodes.DeadlineExceeded, "/orders"),
        new(ErrorCodes.Internal, "/orders", "bad"),
        new(StaleForm, Way: null, "info"),
        new(StaleCheckout, "/checkout", "info"),
        new(WrongPassword, Way: null),
        new(UnavailableKept, Way: null),
    }.ToFrozenDictionary(refusal => refusal.Code);

    /// <summary>The refusal of a code; one that is not known is <c>internal</c>.</summary>
    public static ShopRefusal Of(string code) => All.TryGetValue(code, out var refusal) ? refusal : All[ErrorCodes.Internal];
}
