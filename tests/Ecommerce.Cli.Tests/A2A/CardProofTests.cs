using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using A2A.Cards;
using A2A.V1;
using Ecommerce.Cli.A2A;
using Ecommerce.Cli.Output;
using Ecommerce.Testing;
using Spiffe;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.Cli.Tests.A2A;

/// <summary>A card is an agent's if its signer's certificates lead to the bundle of that agent's trust domain.</summary>
public sealed class CardProofTests : IDisposable
{
    private const string Order = "spiffe://agentweave.io/agent/order";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _root = NewRoot();

    public void Dispose()
    {
        _key.Dispose();
        _root.Dispose();
    }

    [Fact]
    public async Task A_card_of_the_agent_is_proved_by_its_trust_domains_bundle()
    {
        var proof = await VerifyAsync(Card(_root, Order));

        Assert.Equal(Order, proof.Signer!.Id.ToString());
        Assert.Equal("agentweave.io", (string?)proof.ToJson()["trust_domain"]);
    }

    [Fact]
    public async Task A_card_that_was_changed_is_refused()
    {
        var card = Card(_root, Order);
        card.Description = "Sends money.";

        Assert.Contains("does not fit", await RefusedAsync(card), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("spiffe://agentweave.io/agent/payment")]
    [InlineData("spiffe://partner.example/agent/order")]
    public async Task A_card_of_another_is_refused(string id) =>
        Assert.Contains(id, await RefusedAsync(Card(_root, id)), StringComparison.Ordinal);

    /// <summary>What the signature brings along counts for nothing.</summary>
    [Fact]
    public async Task A_card_whose_root_is_its_signers_own_is_refused()
    {
        using var forged = NewRoot();

        Assert.Contains("refused", await RefusedAsync(Card(forged, Order, forged)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_whose_signers_SVID_has_expired_is_refused() => Assert.Contains(
        "refused", await RefusedAsync(Card(_root, Order), new ManualTime(_root.NotAfter.AddMinutes(1))), StringComparison.Ordinal);

    [Fact]
    public async Task A_card_without_a_signature_is_refused() =>
        Assert.Contains("no signature", await RefusedAsync(new AgentCard { Name = "order" }), StringComparison.Ordinal);

    private async Task<string> RefusedAsync(AgentCard card, TimeProvider? time = null) =>
        (await Assert.ThrowsAsync<CommandException>(() => VerifyAsync(card, time))).Message;

    private async Task<CardProof> VerifyAsync(AgentCard card, TimeProvider? time = null)
    {
        var bundles = new X509BundleSet([X509Bundle.Parse(TrustDomain.Parse("agentweave.io"), _root.RawData)]);
        var proof = new CardProof(SpiffeId.Parse(Order), bundles, time ?? TimeProvider.System);
        await proof.VerifyAsync(card, CancellationToken.None);
        return proof;
    }

    private AgentCard Card(X509Certificate2 issuer, string id, params X509Certificate2[] others)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(id));
        var request = Request("CN=agent", _key);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        using var leaf = request.Create(issuer, issuer.NotBefore, issuer.NotAfter, [1]);
        var card = new AgentCard { Name = "order", Description = "Takes orders.", Version = "1.0" };
        CardSignatures.Sign(card, _key, id, [leaf, .. others]);
        return card;
    }

    private static X509Certificate2 NewRoot()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request("CN=root", key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddMinutes(-1), now.AddHours(1));
    }

    private static CertificateRequest Request(string name, ECDsa key) => new(name, key, HashAlgorithmName.SHA256);
}
