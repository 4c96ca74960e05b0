using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.PaymentAgent.Books;
using Ecommerce.PaymentAgent.Callbacks;
using Ecommerce.PaymentAgent.Payments;
using Ecommerce.PaymentAgent.Provider;
using Ecommerce.PaymentAgent.Refunds;
using Ecommerce.PaymentAgent.UserData;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Health;
using Ecommerce.ServiceDefaults.Sealing;
using Grpc.Core;

namespace Ecommerce.PaymentAgent;

/// <summary>The payment agent's capabilities.</summary>
internal sealed class PaymentService(
    PaymentStore payments, PaymentProcessor paymentProcessor, RefundProcessor refundProcessor, PaymentWatch watch, BookStore books,
    LedgerStore ledger, CallbackStore callbacks, PaymentProvider provider, IdempotencyStore idempotency, UserDataStore userData,
    AuditCapabilities audit, ObservationCapabilities observation)
    : Contracts.V1.PaymentService.PaymentServiceBase
{
    /// <inheritdoc/>
    public override async Task<Contracts.V1.Payment> ProcessPayment(ProcessPaymentRequest request, ServerCallContext context)
    {
        var call = context.Call();
        var wanted = PaymentRequest.From(request);
        if (call.Owner is { } owner && owner != wanted.UserId)
        {
            throw new ProblemException(ErrorCodes.Forbidden, "You can only pay for your own orders.");
        }

        return await paymentProcessor.ProcessAsync(wanted, call.Idempotency, call.AnswerBy, context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<Contracts.V1.Refund> RefundPayment(RefundPaymentRequest request, ServerCallContext context)
    {
        var call = context.Call();
        var payment = await FindAsync(request.TransactionId, context);
        RefundRequest wanted = new(
            payment.TransactionId, request.HasAmount ? PaymentRequest.ReadAmount(request.Amount, payment.Currency) : null, request.Reason,
            request.IdempotencyKey.Length == 0 ? null : request.IdempotencyKey);
        return await refundProcessor.RefundAsync(wanted, call.Idempotency, call.AnswerBy, context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<Contracts.V1.Payment> VoidPayment(VoidPaymentRequest request, ServerCallContext context)
    {
        var call = context.Call();
        if (call.Scope == Scope.Own)
        {
            // A tombstone has no owner to compare with.
            throw new ProblemException(ErrorCodes.Forbidden, "Users cannot void payments; cancel the order instead.");
        }

        var orderId = Guid.Parse(request.OrderId);
        return await idempotency.RunRepeatableAsync<Contracts.V1.Payment>(
            call.Idempotency,
            async cancellationToken =>
            {
                var payment = await paymentProcessor.VoidAsync(orderId, request.Reason, call.AnswerBy, cancellationToken);
                return payment?.ToMessage() ?? new() { OrderId = orderId.ToString(), Status = PaymentStatus.Voided };
            },
            isOutcome: _ => true, context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<Contracts.V1.Payment> GetPayment(GetPaymentRequest request, ServerCallContext context) =>
        (await FindAsync(request.TransactionId, context)).ToMessage();

    /// <inheritdoc/>
    public override async Task<PaymentList> ListPayments(ListPaymentsRequest request, ServerCallContext context)
    {
        var found = await payments.ListAsync(Guid.Parse(request.OrderId), context.Call().Owner, context.CancellationToken);
        return new() { Payments = { found.Select(payment => payment.ToMessage()) } };
    }

    /// <inheritdoc/>
    public override async Task WatchPayments(
        WatchPaymentsRequest request, IServerStreamWriter<PaymentEvent> responseStream, ServerCallContext context)
    {
        await foreach (var happened in watch.WatchAsync(request.AfterEventId, context.Call().Owner, context.CancellationToken))
        {
            await responseStream.WriteAsync(happened, context.CancellationToken);
        }
    }

    /// <inheritdoc/>
    public override Task<PaymentMethodList> ListPaymentMethods(ListPaymentMethodsRequest request, ServerCallContext context) =>
        Task.FromResult(new PaymentMethodList { Methods = { provider.Methods }, Prefixes = { provider.MethodPrefixes } });

    /// <inheritdoc/>
    public override async Task<ProviderEventReceipt> HandleProviderEvent(HandleProviderEventRequest request, ServerCallContext context)
    {
        if (request.Provider != provider.Name)
        {
            throw ProblemException.NotFound("provider of callbacks", "provider");
        }

        // A header that is given twice is two values of one list (RFC 9110 5.3).
        var headers = request.Headers.GroupBy(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(values => values.Key, values => string.Join(',', values), StringComparer.OrdinalIgnoreCase);
        var message = await provider.ReadEventAsync(headers, request.Body.Memory, context.CancellationToken);
        return new() { Accepted = await callbacks.AcceptAsync(provider.Name, message, context.CancellationToken) };
    }

    /// <inheritdoc/>
    public override async Task ListBooks(
        ListPaymentBooksRequest request, IServerStreamWriter<PaymentBook> responseStream, ServerCallContext context)
    {
        var after = request.AfterOrderId.Length == 0 ? Guid.Empty : Guid.Parse(request.AfterOrderId);
        await foreach (var book in books.ListAsync(after, request.AskProvider, context.CancellationToken))
        {
            await responseStream.WriteAsync(book, context.CancellationToken);
        }
    }

    /// <inheritdoc/>
    public override Task<LedgerList> ListLedger(ListLedgerRequest request, ServerCallContext context) =>
        ledger.ListAsync(request, context.CancellationToken);

    /// <inheritdoc/>
    public override Task<Contracts.V1.UserData> ExportUserData(UserDataRequest request, ServerCallContext context) =>
        userData.ExportAsync(Guid.Parse(request.UserId), context.CancellationToken);

    /// <inheritdoc/>
    public override Task ReadAudit(ReadAuditRequest request, IServerStreamWriter<AuditRecord> responseStream, ServerCallContext context) =>
        audit.ReadAsync(request, responseStream, context);

    /// <inheritdoc/>
    public override Task<UserDataErased> EraseUserData(UserDataRequest request, ServerCallContext context) =>
        userData.EraseAsync(Guid.Parse(request.UserId), context.Call().Idempotency, context.CancellationToken);

    /// <inheritdoc/>
    public override Task<AuditReceipt> CountersignAudit(AuditHead request, ServerCallContext context) =>
        audit.CountersignAsync(request, context);

    /// <inheritdoc/>
    public override Task<AgentDescription> DescribeAgent(DescribeAgentRequest request, ServerCallContext context) =>
        observation.DescribeAsync(context);

    /// <inheritdoc/>
    public override Task WatchDecisions(
        WatchDecisionsRequest request, IServerStreamWriter<DecisionRecord> responseStream, ServerCallContext context) =>
        observation.WatchAsync(request, responseStream, context);

    private async Task<Payments.Payment> FindAsync(string transactionId, ServerCallContext context) =>
        await payments.FindAsync(Guid.Parse(transactionId), context.Call().Owner, context.CancellationToken)
        ?? throw ProblemException.NotFound("payment", "transaction_id");
}
