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

/// <summary>What the saga makes of the other agents' answers.</summary>
public sealed class CheckoutCallsTests
{
    private readonly Payments _payments = new();

    private readonly Inventory _inventory = new();

    // A refusal is an answer only where the callee has looked: what may have been done, or may not be asked, is asked for again.
    [Theory]
    [InlineData(nameof(Reserve), ErrorCodes.OutOfStock, nameof(CheckoutEvent.Refused))]
    [InlineData(nameof(Reserve), ErrorCodes.Conflict, nameof(CheckoutEvent.Refused))]
    [InlineData(nameof(Reserve), ErrorCodes.Unavailable, nameof(CheckoutEvent.NoAnswer))]
    [InlineData(nameof(Reserve), ErrorCodes.DeadlineExceeded, nameof(CheckoutEvent.NoAnswer))]
    [InlineData(nameof(Reserve), ErrorCodes.Unauthenticated, nameof(CheckoutEvent.NoAnswer))]
    [InlineData(nameof(Pay), ErrorCodes.Conflict, nameof(CheckoutEvent.Refused))]
    [InlineData(nameof(Pay), ErrorCodes.Unavailable, nameof(CheckoutEvent.NoAnswer))]
    [InlineData(nameof(Pay), ErrorCodes.DeadlineExceeded, nameof(CheckoutEvent.NoAnswer))]
    [InlineData(nameof(Pay), ErrorCodes.Unauthenticated, nameof(CheckoutEvent.NoAnswer))]
    [InlineData(nameof(Inquire), ErrorCodes.NotFound, nameof(CheckoutEvent.NoAnswer))]
    [InlineData(nameof(Confirm), ErrorCodes.Conflict, nameof(CheckoutEvent.HoldGone))]
    [InlineData(nameof(Confirm), ErrorCodes.OutOfStock, nameof(CheckoutEvent.HoldGone))]
    [InlineData(nameof(Confirm), ErrorCodes.NotFound, nameof(CheckoutEvent.HoldGone))]
    [InlineData(nameof(Confirm), ErrorCodes.Unavailable, nameof(CheckoutEvent.NoAnswer))]
    [InlineData(nameof(Release), ErrorCodes.Conflict, nameof(CheckoutEvent.AlreadySold))]
    [InlineData(nameof(Release), ErrorCodes.Unavailable, nameof(CheckoutEvent.NoAnswer))]
    [InlineData(nameof(VoidPayment), ErrorCodes.Conflict, nameof(CheckoutEvent.NoAnswer))]
    [InlineData(nameof(VoidPayment), ErrorCodes.Unavailable, nameof(CheckoutEvent.NoAnswer))]
    [InlineData(nameof(ReturnItems), ErrorCodes.Conflict, nameof(CheckoutEvent.NoAnswer))]
    [InlineData(nameof(CheckoutCommands.Refund), ErrorCodes.Unavailable, nameof(CheckoutEvent.NoAnswer))]
    [InlineData(nameof(RefundLate), ErrorCodes.Unavailable, nameof(CheckoutEvent.NoAnswer))]
    public async Task A_refusal_is_an_answer_and_a_failure_is_none(string command, string code, string expected)
    {
        (_payments.Failure, _inventory.Failure) = (code, code);
        Assert.Equal(expected, (await SendAsync(Enum.Parse<CheckoutCommands>(command), Checkout(0))).GetType().Name);
    }

    [Theory]
    [InlineData(nameof(Pay), PaymentStatus.Captured, nameof(CheckoutEvent.Captured))]
    [InlineData(nameof(Pay), PaymentStatus.Pending, nameof(CheckoutEvent.PaymentPending))]
    [InlineData(nameof(Pay), PaymentStatus.RequiresAction, nameof(CheckoutEvent.ActionRequired))]
    [InlineData(nameof(Pay), PaymentStatus.Declined, nameof(CheckoutEvent.Refused))]
    [InlineData(nameof(Pay), PaymentStatus.Voided, nameof(CheckoutEvent.Refused))]
    [InlineData(nameof(Inquire), PaymentStatus.Captured, nameof(CheckoutEvent.Captured))]
    [InlineData(nameof(Inquire), PaymentStatus.Pending, nameof(CheckoutEvent.PaymentPending))]
    [InlineData(nameof(Inquire), PaymentStatus.Declined, nameof(CheckoutEvent.Refused))]
    [InlineData(nameof(VoidPayment), PaymentStatus.Voided, nameof(CheckoutEvent.Voided))]
    [InlineData(nameof(VoidPayment), PaymentStatus.Refunded, nameof(CheckoutEvent.Voided))]
    [InlineData(nameof(VoidPayment), PaymentStatus.Declined, nameof(CheckoutEvent.Voided))]
    [InlineData(nameof(VoidPayment), PaymentStatus.Captured, nameof(CheckoutEvent.NoAnswer))]
    [InlineData(nameof(VoidPayment), PaymentStatus.Pending, nameof(CheckoutEvent.NoAnswer))]
    public async Task What_became_of_a_payment_is_its_status(string command, PaymentStatus status, string expected)
    {
        _payments.Payment = status;
        Assert.Equal(expected, (await SendAsync(Enum.Parse<CheckoutCommands>(command), Checkout(0))).GetType().Name);
    }

    [Theory]
    [InlineData(nameof(Reserve), ReservationStatus.Held, nameof(CheckoutEvent.Reserved))]
    [InlineData(nameof(Reserve), ReservationStatus.Confirmed, nameof(CheckoutEvent.Reserved))]
    [InlineData(nameof(Reserve), ReservationStatus.Released, nameof(CheckoutEvent.Refused))]
    [InlineData(nameof(Reserve), ReservationStatus.Expired, nameof(CheckoutEvent.Refused))]
    [InlineData(nameof(Confirm), ReservationStatus.Confirmed, nameof(CheckoutEvent.Confirmed))]
    [InlineData(nameof(Confirm), ReservationStatus.Expired, nameof(CheckoutEvent.HoldGone))]
    [InlineData(nameof(Release), ReservationStatus.Released, nameof(CheckoutEvent.Released))]
    [InlineData(nameof(Release), ReservationStatus.Expired, nameof(CheckoutEvent.Released))]
    [InlineData(nameof(Release), ReservationStatus.Held, nameof(CheckoutEvent.NoAnswer))]
    public async Task What_became_of_a_hold_is_its_status(string command, ReservationStatus status, string expected)
    {
        _inventory.Reservation = status;
        Assert.Equal(expected, (await SendAsync(Enum.Parse<CheckoutCommands>(command), Checkout(0))).GetType().Name);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(120)]
    [InlineData(3300)]
    public async Task A_hold_outlives_its_checkout_by_a_minute(int deadline)
    {
        await SendAsync(Reserve, Checkout(0), new() { Deadline = TimeSpan.FromSeconds(deadline) });
        Assert.Equal(deadline + 60, _inventory.ExpiresIn);
    }

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

    private Task<CheckoutEvent> SendAsync(CheckoutCommands command, Checkout checkout, CheckoutOptions? options = null)
    {
        var configuration = new ConfigurationBuilder().Build();
        Failpoints failpoints = new(configuration, new AgentSettings(configuration), TimeProvider.System);
        var calls = new CheckoutCalls(
            _payments, _inventory, options ?? new(), failpoints, TimeProvider.System, NullLogger<CheckoutCalls>.Instance);
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

        /// <summary>What every call fails with; null if none does.</summary>
        public string? Failure { get; set; }

        public string? Key { get; private set; }

        public override AsyncUnaryCall<Refund> RefundPaymentAsync(RefundPaymentRequest request, CallOptions options)
        {
            Key = request.IdempotencyKey;
            return Answer(Failure, Refund is { } status
                ? Task.FromResult(new Refund { Status = status, Amount = "1.00" })
                : Task.FromException<Refund>(new ProblemException(Refusal, "Not under this key, or not any more.")));
        }

        public override AsyncUnaryCall<Contracts.V1.Payment> GetPaymentAsync(GetPaymentRequest request, CallOptions options) => Read();

        public override AsyncUnaryCall<Contracts.V1.Payment> ProcessPaymentAsync(ProcessPaymentRequest request, CallOptions options) =>
            Read();

        public override AsyncUnaryCall<Contracts.V1.Payment> VoidPaymentAsync(VoidPaymentRequest request, CallOptions options) => Read();

        private AsyncUnaryCall<Contracts.V1.Payment> Read() => Answer(Failure, Task.FromResult(new Contracts.V1.Payment
        {
            TransactionId = Answers.TransactionId.ToString(),
            Status = Payment,
            Amount = "2.00",
            Refunded = "1.00",
        }));
    }

    /// <summary>The inventory agent, as far as it is asked here.</summary>
    private sealed class Inventory : InventoryService.InventoryServiceClient
    {
        public ReservationStatus Reservation { get; set; } = ReservationStatus.Held;

        /// <summary>What every call fails with; null if none does.</summary>
        public string? Failure { get; set; }

        public int? ExpiresIn { get; private set; }

        public override AsyncUnaryCall<Reservation> ReserveItemsAsync(ReserveItemsRequest request, CallOptions options)
        {
            ExpiresIn = request.ExpiresIn;
            return Read();
        }

        public override AsyncUnaryCall<Reservation> ConfirmReservationAsync(ReservationRequest request, CallOptions options) => Read();

        public override AsyncUnaryCall<Reservation> ReleaseReservationAsync(ReservationRequest request, CallOptions options) => Read();

        public override AsyncUnaryCall<StockMovementList> ReturnItemsAsync(ReturnItemsRequest request, CallOptions options) =>
            Answer(Failure, Task.FromResult(new StockMovementList()));

        private AsyncUnaryCall<Reservation> Read() =>
            Answer(Failure, Task.FromResult(new Reservation { Status = Reservation, ExpiresAt = new() }));
    }

    private static AsyncUnaryCall<T> Answer<T>(string? failure, Task<T> reply) => new(
        failure is null ? reply : Task.FromException<T>(new ProblemException(failure, "As a test has it.")),
        Task.FromResult<Metadata>([]), () => Status.DefaultSuccess, () => [], () => { });
}
