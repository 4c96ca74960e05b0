using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using A2A.Cards;
using A2A.V1;

namespace A2A.Tests;

/// <summary>Signatures of cards (A2A 8.4) and what forgers try.</summary>
public sealed class SignatureTests : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static TheoryData<string> Keys { get; } = ["ES256", "ES384", "ES512", "RS256"];

    [Theory, MemberData(nameof(Keys))]
    public async Task A2A_8_4_a_card_that_is_signed_verifies_by_the_keys_own_algorithm(string algorithm)
    {
        using var key = NewKey(algorithm);
        var card = AgentHost.NewCard();
        CardSignatures.Sign(card, key, "key-1");

        var header = (await CardSignatures.VerifyAsync(card, Known(("key-1", key)), default)).Single();

        Assert.Equal((algorithm, "key-1"), (header.Algorithm, header.KeyId));
        var size = algorithm == "RS256" ? 256 : 2 * ((key.KeySize + 7) / 8);
        Assert.Equal(size, Base64Url.DecodeFromChars(card.Signatures[0].Signature).Length);
    }

    [Fact]
    public void A2A_8_4_1_the_form_that_is_signed_has_required_fields_and_no_signatures()
    {
        var card = new AgentCard { Name = "Example Agent", Capabilities = new() { Streaming = false, PushNotifications = false } };
        var unsigned = CardSignatures.CanonicalForm(card);
        Assert.Equal(
            """
            {"capabilities":{"pushNotifications":false,"streaming":false},"defaultInputModes":[],"defaultOutputModes":[],
            "description":"","name":"Example Agent","skills":[],"supportedInterfaces":[],"version":""}
            """.Replace("\n", "", StringComparison.Ordinal),
            Encoding.UTF8.GetString(unsigned));
        CardSignatures.Sign(card, _key, "key-1");
        Assert.Equal(unsigned, CardSignatures.CanonicalForm(card));
    }

    [Fact]
    public async Task A_changed_card_is_refused()
    {
        var card = Signed();
        Action<AgentCard>[] changes =
        [
            changed => changed.Name = "Thief",
            changed => changed.SupportedInterfaces.Add(new AgentInterface { Url = "https://evil.example/" }),
            changed => changed.Capabilities.Streaming = false,
            changed => changed.Skills.Clear(),
            changed => changed.SecurityRequirements.Add(new SecurityRequirement()),
        ];
        foreach (var change in changes)
        {
            var changed = card.Clone();
            change(changed);
            await RefusedAsync(changed, Known(("key-1", _key)));
        }
    }

    [Fact]
    public async Task A_card_without_a_signature_or_signed_by_unknown_keys_alone_is_refused()
    {
        await RefusedAsync(AgentHost.NewCard(), Known(("key-1", _key)));
        await RefusedAsync(Signed(), Known(("another", _key)));
        await RefusedAsync(Signed(), Known(("key-1", _other)));
        var many = Signed();
        for (var i = 0; i < 10; i++)
        {
            CardSignatures.Sign(many, _key, "key-1");
        }

        await RefusedAsync(many, Known(("key-1", _key)));
    }

    [Fact]
    public async Task A_signature_of_an_unknown_key_does_no_harm_and_a_bad_one_of_a_known_key_spoils_the_card()
    {
        var card = Signed();
        CardSignatures.Sign(card, _other, "key-2");
        var known = await CardSignatures.VerifyAsync(card, Known(("key-1", _key)), default);
        Assert.Equal("key-1", known.Single().KeyId);

        card.Signatures[1].Signature = card.Signatures[0].Signature;
        await RefusedAsync(card, Known(("key-1", _key), ("key-2", _other)));
    }

    [Theory]
    [InlineData("""{"alg":"none","kid":"key-1"}""")]
    [InlineData("""{"alg":"HS256","kid":"key-1"}""")]
    [InlineData("""{"alg":"RS256","kid":"key-1"}""")]
    [InlineData("""{"alg":"ES384","kid":"key-1"}""")]
    [InlineData("""{"alg":"ES256","kid":"key-1","crit":["b64"],"b64":false}""")]
    [InlineData("""{"alg":"ES256","alg":"none","kid":"key-1"}""")]
    [InlineData("""{"kid":"key-1"}""")]
    [InlineData("[]")]
    [InlineData("no json")]
    public async Task A_header_that_names_another_algorithm_or_what_is_not_understood_is_refused(string header)
    {
        var card = AgentHost.NewCard();
        var protectedHeader = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header));
        var input = $"{protectedHeader}.{Base64Url.EncodeToString(CardSignatures.CanonicalForm(card))}";
        card.Signatures.Add(new AgentCardSignature
        {
            Protected = protectedHeader,
            Signature = Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256)),
        });
        await RefusedAsync(card, Known(("key-1", _key)));
    }

    [Fact]
    public async Task A_signature_in_DER_is_refused()
    {
        var card = Signed();
        var signature = card.Signatures.Single();
        var input = $"{signature.Protected}.{Base64Url.EncodeToString(CardSignatures.CanonicalForm(card))}";
        signature.Signature = Base64Url.EncodeToString(
            _key.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        await RefusedAsync(card, Known(("key-1", _key)));
    }

    [Fact]
    public async Task What_a_signature_says_of_its_key_is_handed_to_who_trusts_and_never_trusted_by_itself()
    {
        var request = new CertificateRequest("CN=thief", _other, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var card = AgentHost.NewCard();
        CardSignatures.Sign(card, _other, "key-1", [certificate]);
        CardSignatureHeader? seen = null;

        await RefusedAsync(card, (header, _) =>
        {
            seen = header;
            return new((AsymmetricAlgorithm?)null);
        });

        Assert.Equal(certificate.RawData, seen!.Certificates.Single());
    }

    [Fact]
    public void A_card_is_signed_by_keys_that_JWS_knows()
    {
        using var weak = RSA.Create(1024);
        using var brainpool = ECDsa.Create(ECCurve.NamedCurves.brainpoolP224r1);
        Assert.Throws<ArgumentException>(() => CardSignatures.Sign(AgentHost.NewCard(), weak, "k"));
        Assert.Throws<ArgumentException>(() => CardSignatures.Sign(AgentHost.NewCard(), brainpool, "k"));
    }

    public void Dispose()
    {
        _key.Dispose();
        _other.Dispose();
    }

    internal static AsymmetricAlgorithm NewKey(string algorithm) => algorithm switch
    {
        "ES256" => ECDsa.Create(ECCurve.NamedCurves.nistP256),
        "ES384" => ECDsa.Create(ECCurve.NamedCurves.nistP384),
        "ES512" => ECDsa.Create(ECCurve.NamedCurves.nistP521),
        _ => RSA.Create(2048),
    };

    private static Func<CardSignatureHeader, CancellationToken, ValueTask<AsymmetricAlgorithm?>> Known(
        params (string KeyId, AsymmetricAlgorithm Key)[] keys) =>
        (header, _) => new(keys.FirstOrDefault(known => known.KeyId == header.KeyId).Key);

    private static async Task RefusedAsync(
        AgentCard card, Func<CardSignatureHeader, CancellationToken, ValueTask<AsymmetricAlgorithm?>> keys) =>
        await Assert.ThrowsAsync<CardSignatureException>(() => CardSignatures.VerifyAsync(card, keys, default));

    private AgentCard Signed()
    {
        var card = AgentHost.NewCard();
        CardSignatures.Sign(card, _key, "key-1");
        return card;
    }
}
