using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Telemetry;

namespace Ecommerce.OrderAgent.Orders;

/// <summary>
/// The payment methods that the payment agent accepts, cached for many orders. An order waits for a new list only if its method is not in
/// the last one. While the payment agent does not answer, the last list counts; before there is one, every method is taken, and the payment
/// by one that is not accepted is declined later.
/// </summary>
internal sealed class PaymentMethods(
    PaymentService.PaymentServiceClient payments, TimeProvider time, ILogger<PaymentMethods> logger)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    // Between two calls, however many orders name a method that is not in the list.
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private volatile PaymentMethodList? _accepted;
    private Task _asking = Task.CompletedTask;
    private long? _asked;

    /// <summary>Lets an order pass whose payment method is accepted.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>, naming <c>payment_method</c> and what is accepted.</exception>
    public async Task EnsureAcceptedAsync(string method, CancellationToken cancellationToken)
    {
        if (_accepted is { } last && Accepts(last, method))
        {
            _ = RefreshAsync(Lifetime);
            return;
        }

        await RefreshAsync(RetryInterval).WaitAsync(cancellationToken);
        if (_accepted is { } list && !Accepts(list, method))
        {
            var known = list.Methods.Concat(list.Prefixes.Select(prefix => $"{prefix}…"));
            throw ProblemException.Invalid([new("payment_method", $"must be one of {string.Join(", ", known)}")]);
        }
    }

    // A token of the provider's is known by its beginning; what it stands for is between the buyer and the provider.
    private static bool Accepts(PaymentMethodList list, string method) => list.Methods.Contains(method)
        || list.Prefixes.Any(prefix => method.Length > prefix.Length && method.StartsWith(prefix, StringComparison.Ordinal));

    // One call at a time, for all orders; it never fails.
    private Task RefreshAsync(TimeSpan age)
    {
        lock (_lock)
        {
            if (_asking.IsCompleted && (_asked is not { } asked || time.GetElapsedTime(asked) >= age))
            {
                _asked = time.GetTimestamp();
                // Under the order agent's own authority and in no order's trace.
                using (ExecutionContext.SuppressFlow())
                {
                    _asking = Task.Run(AskAsync);
                }
            }

            return _asking;
        }
    }

    private async Task AskAsync()
    {
        using var unrecorded = AgentTelemetry.Unrecorded();
        try
        {
            _accepted = await payments.ListPaymentMethodsAsync(new(), deadline: (time.GetUtcNow() + CallTimeout).UtcDateTime);
        }
        catch (ProblemException exception)
        {
            Log.PaymentMethodsUnknown(logger, exception.Code, exception.Message);
        }
    }
}
