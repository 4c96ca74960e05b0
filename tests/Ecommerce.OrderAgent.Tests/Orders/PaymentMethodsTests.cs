using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Orders;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecommerce.OrderAgent.Tests.Orders;

public sealed class PaymentMethodsTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly ManualTime _time = new();
    private readonly Provider _provider = new();
    private readonly PaymentMethods _methods;

    public PaymentMethodsTests() => _methods = new(_provider, _time, NullLogger<PaymentMethods>.Instance);

    [Fact]
    public async Task A_method_that_is_not_accepted_is_refused_with_those_that_are()
    {
        var refusal = await RefusedAsync("cash");

        Assert.Equal((ErrorCodes.InvalidRequest, "payment_method"), (refusal.Code, refusal.Field));
        Assert.Equal("payment_method: must be one of credit_card, gift_card", refusal.Message);
    }

    [Fact]
    public async Task A_token_of_the_providers_is_known_by_its_beginning()
    {
        _provider.Prefixes = ["pm_"];

        await AcceptedAsync("pm_card_visa");
        Assert.Equal("payment_method: must be one of credit_card, gift_card, pm_…", (await RefusedAsync("pm_")).Message);
        await RefusedAsync("tok_visa");
    }

    [Fact]
    public async Task The_payment_agent_is_asked_once_for_many_orders()
    {
        for (var order = 0; order < 10; order++)
        {
            await AcceptedAsync("credit_card");
            await RefusedAsync("cash");
        }

        Assert.Equal(1, _provider.Calls);
    }

    [Fact]
    public async Task A_method_that_is_new_at_the_provider_is_accepted_without_waiting_for_the_lists_end()
    {
        await RefusedAsync("cash");
        _provider.Answer = ["credit_card", "cash"];
        _time.Advance(TimeSpan.FromSeconds(5));

        await AcceptedAsync("cash");
    }

    [Fact]
    public async Task A_method_that_went_away_is_refused_once_the_list_was_asked_for_again()
    {
        await AcceptedAsync("gift_card");
        _provider.Answer = ["credit_card"];
        _time.Advance(Hour);

        // This order does not wait for the new list; what it asks for is declined later.
        await AcceptedAsync("gift_card");
        // One that is in no list waits for it.
        await RefusedAsync("cash");
        await RefusedAsync("gift_card");
    }

    [Fact]
    public async Task While_the_payment_agent_does_not_answer_the_last_list_counts()
    {
        await AcceptedAsync("credit_card");
        _provider.Answer = null;
        _time.Advance(Hour);

        await AcceptedAsync("credit_card");
        await RefusedAsync("cash");
    }

    [Fact]
    public async Task Before_the_payment_agent_has_answered_every_method_is_taken_and_orders_do_not_ask_anew()
    {
        _provider.Answer = null;
        await AcceptedAsync("cash");
        await AcceptedAsync("cash");
        Assert.Equal(1, _provider.Calls);

        _provider.Answer = ["credit_card"];
        _time.Advance(TimeSpan.FromSeconds(5));
        await RefusedAsync("cash");
    }

    private Task AcceptedAsync(string method) => _methods.EnsureAcceptedAsync(method, TestContext.Current.CancellationToken);

    private Task<ProblemException> RefusedAsync(string method) => Assert.ThrowsAsync<ProblemException>(() => AcceptedAsync(method));

    /// <summary>The payment agent, as far as it is asked here.</summary>
    private sealed class Provider : PaymentService.PaymentServiceClient
    {
        /// <summary>What it accepts; null while it does not answer.</summary>
        public string[]? Answer { get; set; } = ["credit_card", "gift_card"];

        public string[] Prefixes { get; set; } = [];

        public int Calls { get; private set; }

        public override AsyncUnaryCall<PaymentMethodList> ListPaymentMethodsAsync(ListPaymentMethodsRequest request, CallOptions options)
        {
            Calls++;
            var reply = Answer is { } methods
                ? Task.FromResult(new PaymentMethodList { Methods = { methods }, Prefixes = { Prefixes } })
                : Task.FromException<PaymentMethodList>(ProblemException.Unavailable("The agent cannot be reached."));
            return new(reply, Task.FromResult<Metadata>([]), () => Status.DefaultSuccess, () => [], () => { });
        }
    }
}
