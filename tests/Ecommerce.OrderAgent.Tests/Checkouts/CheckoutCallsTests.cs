using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Development;
using Ecommerce.ServiceDefaults.Errors;
using Grpc.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using static Ecommerce.OrderAgent.Checkouts.CheckoutCommands;

namespace Ecommerce.OrderAgent.Tests.Checkouts;

/// <summary>What the saga makes of the payment agent's answers to a refund.</summary>
public sealed class CheckoutCallsTests
{
    private readonly Payments _payments = new();

    [Theory]
    [InlineData(nameof(CheckoutCommands.Refund), 0, "{order}/return")]
    [InlineData(nameof(CheckoutCommands.Refund), 2, "{order}/return/2")]
    [InlineData(nameof(RefundLate), 0, "{transaction}/late")]
    [InlineData(nameof(RefundLate), 1, "{transaction}/late/1")]
    public async Task Each_attempt_of_a_refund_has_a_key_of_its_own(string command, int attempt, string key)
    {
        var checkout = Checkout(attempt);
        await SendAsync(Enum.Parse<CheckoutCommands>(command), checkout);
        Assert.Equal(
            key.Replace("{order}", $"{checkout.Order.OrderId}", StringComparison.Ordinal)
                .Replace("{transaction}", $"{Answers.TransactionId}", StringComparison.Ordinal),
            _payments.Key);
    }

    [Theory]
    [InlineData(RefundStatus.Succeeded, PaymentStatus.Refunded, nameof(CheckoutEvent.RefundEnded))]
    // What the refund left out was promised to another one.
    [InlineData(RefundStatus.Succeeded, PaymentStatus.Captured, nameof(CheckoutEvent.RefundFailed))]
    [InlineData(RefundStatus.Failed, PaymentStatus.Captured, nameof(CheckoutEvent.RefundFailed))]
    [InlineData(RefundStatus.Pending, PaymentStatus.Captured, nameof(CheckoutEvent.RefundPending))]
    // Nothing is left.
    [InlineData(null, PaymentStatus.Refunded, nameof(CheckoutEvent.RefundEnded))]
    [InlineData(null, PaymentStatus.Captured, nameof(CheckoutEvent.RefundFailed))]
    public async Task A_refund_has_ended_once_all_the_money_is_back(RefundStatus? refund, PaymentStatus payment, string expected)
    {
        (_payments.Refund, _payments.Payment) = (refund, payment);
        Assert.Equal(expected, (await SendAsync(CheckoutCommands.Refund, Checkout(0))).GetType().Name);

        var late = expected == nameof(CheckoutEvent.RefundEnded) ? nameof(CheckoutEvent.LateRefunded) : expected;
        Assert.Equal(late, (await SendAsync(RefundLate, Checkout(0))).GetType().Name);
    }

    [Fact]
    public async Task A_refund_whose_key_was_taken_by_hand_is_asked_for_under_the_next()
    {
        (_payments.Refund, _payments.Refusal, _payments.Payment) = (null, ErrorCodes.IdempotencyKeyReused, PaymentStatus.Captured);
        Assert.IsType<CheckoutEvent.RefundFailed>(await SendAsync(CheckoutCommands.Refund, Checkout(0)));
        Assert.IsType<CheckoutEvent.RefundFailed>(await SendAsync(RefundLate, Checkout(0)));
    }

    private Task<CheckoutEvent> SendAsync(CheckoutCommands command, Checkout checkout)
    {
        var configuration = new ConfigurationBuilder().Build();
        Failpoints failpoints = new(configuration, new AgentSettings(configuration), TimeProvider.System);
        var calls = new CheckoutCalls(
            _payments, inventory: null!, new(), failpoints, TimeProvider.System, NullLogger<CheckoutCalls>.Instance);
        return calls.SendAsync(command, checkout, TestContext.Current.CancellationToken);
    }

    private static Checkout Checkout(int attempt) => new()
    {
        Order = Rig.NewOrder() with { TransactionId = Answers.TransactionId },
        State = new() { Phase = CheckoutPhase.Returning, RefundAttempt = attempt },
        Version = 1,
    };

    /// <summary>The payment agent, as far as it is asked here.</summary>
    private sealed class Payments : PaymentService.PaymentServiceClient
    {
        /// <summary>Null if it is refused.</summary>
        public RefundStatus? Refund { get; set; } = RefundStatus.Succeeded;

        public string Refusal { get; set; } = ErrorCodes.RefundExceedsPayment;

        public PaymentStatus Payment { get; set; } = PaymentStatus.Refunded;

        public string? Key { get; private set; }

        public override AsyncUnaryCall<Refund> RefundPaymentAsync(RefundPaymentRequest request, CallOptions options)
        {
            Key = request.IdempotencyKey;
            return Answer(Refund is { } status
                ? Task.FromResult(new Refund { Status = status, Amount = "1.00" })
                : Task.FromException<Refund>(new ProblemException(Refusal, "Not under this key, or not any more.")));
        }

        public override AsyncUnaryCall<Contracts.V1.Payment> GetPaymentAsync(GetPaymentRequest request, CallOptions options) => Answer(
            Task.FromResult(new Contracts.V1.Payment { Status = Payment, Amount = "2.00", Refunded = "1.00" }));

        private static AsyncUnaryCall<T> Answer<T>(Task<T> reply) =>
            new(reply, Task.FromResult<Metadata>([]), () => Status.DefaultSuccess, () => [], () => { });
    }
}
