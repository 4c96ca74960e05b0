using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Ecommerce.Development;
using Ecommerce.PaymentAgent.Provider;
using Ecommerce.PaymentAgent.Stripe;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.Testing;

namespace Ecommerce.PaymentAgent.Tests.Stripe;

/// <summary>
/// The requests and answers have Stripe's shapes: stripe-mock refuses what Stripe's own OpenAPI description does not allow. It has no
/// state, and its answers are fixed, so how they are judged is for <see cref="StripeProviderTests"/>.
/// </summary>
public sealed class StripeMockTests : IAsyncLifetime
{
    private static readonly Lazy<string?> Program = new(() => SharedTools.Find("stripe-mock"));

    private readonly TestFolder _folder = new();
    private readonly RecordedLog _log = new();
    private Process? _mock;
    private PaymentSettings _settings = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(Program.Value is null, SharedTools.Missing);
        int port;
        using (TcpListener free = new(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        _mock = Process.Start(
            new ProcessStartInfo(Program.Value, ["-http-addr", $"127.0.0.1:{port}", "-https-addr", "127.0.0.1:0"])
            {
                RedirectStandardOutput = true,
            })!;
        await File.WriteAllTextAsync(_folder.At("key"), "sk_test_123");
        _settings = new("stripe", _folder.At("key"), [], "https://shop.example/paid", $"http://127.0.0.1:{port}");
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    using TcpClient client = new();
                    await client.ConnectAsync("127.0.0.1", port);
                    return true;
                }
                catch (SocketException)
                {
                    return false;
                }
            },
            () => "stripe-mock listens");
    }

    public ValueTask DisposeAsync()
    {
        _mock?.Kill();
        _mock?.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("https://shop.example/paid")]
    [InlineData("")]
    public async Task A_charge_is_a_request_that_stripe_allows(string returnUrl)
    {
        using StripeClient client = new(_settings, TimeProvider.System);
        StripeProvider provider = new(
            client, new(_settings, TimeProvider.System), _settings with { StripeReturnUrl = returnUrl }, TimeProvider.System,
            _log.Of<StripeProvider>());
        Charge charge = new(Rig.NewId(), 3998, "USD", "pm_card_visa", Rig.Now);

        // The mock's intent is not confirmed whatever it is asked, so it is canceled; and it stays as it was.
        var problem = await Assert.ThrowsAsync<PaymentProviderException>(() => provider.ChargeAsync(charge, CancellationToken.None));

        Assert.EndsWith("could not be canceled.", problem.Message, StringComparison.Ordinal);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task A_refund_is_made_and_read()
    {
        var provider = Provider();
        Charge charge = new(Rig.NewId(), 3998, "USD", "pm_card_visa", Rig.Now, Reference: "pi_1");

        var made = await provider.RefundAsync(new("r", charge, 5, Rig.Now), CancellationToken.None);

        Assert.Equal(RefundState.Succeeded, made.State);
        Assert.Equal(made.State, (await provider.RefundAsync(new("r", charge, 5, Rig.Now, made.Reference), CancellationToken.None)).State);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task What_is_not_known_by_name_is_searched_and_listed()
    {
        var provider = Provider();
        Charge old = new(Rig.NewId(), 3998, "USD", "pm_card_visa", Rig.Now - TimeSpan.FromDays(2));
        Assert.Equal(ChargeState.NotFound, (await provider.InquireAsync(old, CancellationToken.None)).State);
        Assert.Equal(ChargeState.NotFound, (await provider.CancelAsync(old, CancellationToken.None)).State);
        ChargeRefund refund = new("r", old with { Reference = "pi_1" }, 5, old.CreatedAt);
        Assert.Equal(RefundState.Succeeded, (await provider.RefundAsync(refund, CancellationToken.None)).State);
        var book = await provider.ReadBookAsync(old with { Reference = "pi_1" }, CancellationToken.None);
        Assert.Equal((0, 0), (book.Captured, book.Refunded));
    }

    private StripeProvider Provider() => new(
        new(_settings, TimeProvider.System), new(_settings, TimeProvider.System), _settings, TimeProvider.System,
        _log.Of<StripeProvider>());
}
