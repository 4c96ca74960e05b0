using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Grpc.Core;

namespace Ecommerce.PaymentAgent;

/// <summary>The payment agent's capabilities.</summary>
internal sealed class PaymentService(
    PaymentProcessor payments, RefundProcessor refunds, PaymentStore store, PaymentEvents events, PaymentProvider provider)
    : Contracts.V1.PaymentService.PaymentServiceBase
{
    // A caller who waits to the end of its deadline must still get the answer "pending".
    private static readonly TimeSpan AnswerMargin = TimeSpan.FromMilliseconds(400);

    /// <inheritdoc/>
    public override async Task<Contracts.V1.Payment> ProcessPayment(ProcessPaymentRequest request, ServerCallContext context)
    {
        var call = context.Call();
        var wanted = PaymentRequest.From(request);
        if (Owner(call) is { } owner && owner != wanted.UserId)
        {
            throw new ProblemException(ErrorCodes.Forbidden, "Nobody pays in another's name.");
        }

        return await payments.ProcessAsync(wanted, call.Idempotency, Until(call), context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<Contracts.V1.Refund> RefundPayment(RefundPaymentRequest request, ServerCallContext context)
    {
        var call = context.Call();
        var payment = await FindAsync(request.TransactionId, context);
        RefundRequest wanted = new(
            payment.TransactionId, request.HasAmount ? PaymentRequest.ReadAmount(request.Amount, payment.Currency) : null, request.Reason,
            request.IdempotencyKey.Length == 0 ? null : request.IdempotencyKey);
        return await refunds.RefundAsync(wanted, call.Idempotency, Until(call), context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<Contracts.V1.Payment> VoidPayment(VoidPaymentRequest request, ServerCallContext context)
    {
        var call = context.Call();
        if (call.Scope == Scope.Own)
        {
            // A tombstone has no owner to compare with.
            throw new ProblemException(ErrorCodes.Forbidden, "Users do not void payments; they cancel orders.");
        }

        var orderId = Guid.Parse(request.OrderId);
        var payment = await payments.VoidAsync(orderId, request.Reason, Until(call), context.CancellationToken);
        return payment?.ToMessage() ?? new() { OrderId = orderId.ToString(), Status = PaymentStatus.Voided };
    }

    /// <inheritdoc/>
    public override async Task<Contracts.V1.Payment> GetPayment(GetPaymentRequest request, ServerCallContext context) =>
        (await FindAsync(request.TransactionId, context)).ToMessage();

    /// <inheritdoc/>
    public override async Task<PaymentList> ListPayments(ListPaymentsRequest request, ServerCallContext context)
    {
        var found = await store.ListAsync(Guid.Parse(request.OrderId), Owner(context.Call()), context.CancellationToken);
        return new() { Payments = { found.Select(payment => payment.ToMessage()) } };
    }

    /// <inheritdoc/>
    public override async Task WatchPayments(
        WatchPaymentsRequest request, IServerStreamWriter<PaymentEvent> responseStream, ServerCallContext context)
    {
        await foreach (var happened in events.WatchAsync(request.AfterEventId, Owner(context.Call()), context.CancellationToken))
        {
            await responseStream.WriteAsync(happened, context.CancellationToken);
        }
    }

    /// <inheritdoc/>
    public override Task<PaymentMethodList> ListPaymentMethods(ListPaymentMethodsRequest request, ServerCallContext context) =>
        Task.FromResult(new PaymentMethodList { Methods = { provider.Methods } });

    private async Task<Payment> FindAsync(string transactionId, ServerCallContext context) =>
        await store.FindAsync(Guid.Parse(transactionId), Owner(context.Call()), context.CancellationToken)
        ?? throw new ProblemException(ErrorCodes.NotFound, "There is no such payment.", "transaction_id");

    // Whose rows the call may see: everybody's (null), the user's own, or nobody's.
    private static Guid? Owner(CapabilityContext call) => call.Scope == Scope.Any ? null
        : Guid.TryParse(call.UserId, out var user) ? user : Guid.Empty;

    private static DateTimeOffset Until(CapabilityContext call) => call.Deadline - AnswerMargin;
}
