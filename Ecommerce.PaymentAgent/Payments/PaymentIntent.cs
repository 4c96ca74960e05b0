namespace Ecommerce.PaymentAgent.Payments;

/// <summary>The result of beginning a payment.</summary>
/// <param name="Payment">The payment; null if there is a stored reply.</param>
/// <param name="IsNew">This call created it, and has to ask the provider.</param>
/// <param name="Reply">The reply that an earlier call under the same key got.</param>
internal sealed record PaymentIntent(Payment? Payment, bool IsNew = false, Contracts.V1.Payment? Reply = null);
