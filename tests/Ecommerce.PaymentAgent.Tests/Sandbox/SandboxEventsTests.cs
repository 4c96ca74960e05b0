using System.Globalization;
using System.Text;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.PaymentAgent.Provider;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing.Stripe;

namespace Ecommerce.PaymentAgent.Tests.Sandbox;

public sealed class SandboxEventsTests(Rig rig) : IClassFixture<Rig>
{
    [Fact]
    public async Task A_signed_message_makes_the_provider_be_asked_at_once_however_often_it_comes()
    {
        await rig.StartAsync();
        var request = Rig.Request("test_requires_action");
        var payment = await rig.PayAsync(request);
        Assert.Equal(PaymentStatus.RequiresAction, payment.Status);
        await Rig.ExecuteAsync(rig.Sandbox, $"SELECT finish_action('{payment.TransactionId}', true)");
        // Long before the agent would ask by itself.
        await Rig.ExecuteAsync(rig.Payments, "UPDATE payments SET next_attempt_at = now() + interval '1 hour'");
        await rig.StartWorkerAsync();

        foreach (var id in new[] { "2", "1", "2" })
        {
            Assert.True(await rig.Agent.Callbacks.AcceptAsync(
                "sandbox", await ReadAsync(Message(id, payment.TransactionId)), CancellationToken.None));
        }

        await rig.UntilAsync(request.OrderId, p => p is { Status: PaymentStatus.Captured, Settled: true });
        Assert.Equal(2, await Rig.ReadAsync<long>(rig.Payments, "SELECT count(*) FROM provider_events"));
        await rig.AssertMoneyAddsUpAsync();
    }

    [Fact]
    public async Task A_message_without_a_signature_of_now_or_that_names_no_payment_is_refused()
    {
        await rig.StartAsync();
        var message = Message("1", Rig.NewId().ToString());
        Assert.Equal("1", (await ReadAsync(message)).EventId);

        await RefusedAsync(() => ReadAsync(message, secret: "another"));
        await RefusedAsync(() => ReadAsync(message, skew: -301));
        await RefusedAsync(() => rig.Agent.Sandbox.ReadEventAsync(
            new Dictionary<string, string>(), Encoding.UTF8.GetBytes(message), CancellationToken.None));
        foreach (var text in new[] { "", "{", "[]", "{}", Message("1", "everything"), """{"id": 1, "type": "x", "transaction_id": "x"}""" })
        {
            await RefusedAsync(() => ReadAsync(text));
        }
    }

    private static string Message(string id, string transaction) =>
        $$"""{"id": "{{id}}", "type": "charge.captured", "transaction_id": "{{transaction}}"}""";

    private static async Task RefusedAsync(Func<Task> read) =>
        Assert.Equal(ErrorCodes.InvalidRequest, (await Assert.ThrowsAsync<ProblemException>(read)).Code);

    private async Task<ProviderEvent> ReadAsync(string text, string? secret = null, long skew = 0)
    {
        secret ??= await Rig.ReadAsync<string>(rig.Sandbox, "SELECT secret FROM callback_secret");
        var seconds = (Rig.Now.ToUnixTimeSeconds() + skew).ToString(CultureInfo.InvariantCulture);
        var body = Encoding.UTF8.GetBytes(text);
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase)
        {
            ["Sandbox-Signature"] = $"t={seconds},v1={ScriptedStripe.Sign(secret, seconds, body)}",
        };
        return await rig.Agent.Sandbox.ReadEventAsync(headers, body, CancellationToken.None);
    }
}
