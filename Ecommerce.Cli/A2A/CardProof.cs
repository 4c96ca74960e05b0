using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using A2A.Cards;
using A2A.V1;
using Ecommerce.Cli.Output;
using Spiffe;
using Spiffe.Tls;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.Cli.A2A;

/// <summary>
/// The proof that a card is an agent's: a signature whose certificates lead to the bundle of the ID's trust domain, as the Workload API
/// gives it. What the signature says of its key only helps to find it.
/// </summary>
/// <param name="expected">The agent.</param>
/// <param name="bundles">The authorities of each trust domain.</param>
/// <param name="time">The clock of certificates.</param>
internal sealed class CardProof(SpiffeId expected, X509BundleSet bundles, TimeProvider time)
{
    private readonly List<string> _refused = [];

    /// <summary>The signer's certificates, once a card is verified.</summary>
    public SvidChain? Signer { get; private set; }

    /// <summary>Verifies a card.</summary>
    /// <exception cref="CommandException">It is not proved to be the agent's; with the reasons.</exception>
    public async Task VerifyAsync(AgentCard card, CancellationToken cancellationToken)
    {
        try
        {
            await CardSignatures.VerifyAsync(card, (header, _) => new(KeyOf(header)), cancellationToken);
        }
        catch (CardSignatureException exception)
        {
            throw new CommandException(string.Join(' ', _refused.Prepend(exception.Message)), exception);
        }
    }

    /// <summary>What the proof rests on.</summary>
    public JsonObject ToJson() => new()
    {
        ["spiffe_id"] = Signer!.Id.ToString(),
        ["trust_domain"] = Signer.Id.TrustDomain.ToString(),
        ["not_after"] = Signer.NotAfter.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
    };

    private AsymmetricAlgorithm? KeyOf(CardSignatureHeader header)
    {
        try
        {
            var chain = SvidChain.Verify(header.Certificates, bundles, time.GetUtcNow());
            if (chain.Id != expected)
            {
                _refused.Add($"A signature is of {chain.Id}.");
                return null;
            }

            Signer = chain;
            return (AsymmetricAlgorithm?)chain.Leaf.GetECDsaPublicKey() ?? chain.Leaf.GetRSAPublicKey();
        }
        catch (SpiffePeerException exception)
        {
            _refused.Add($"A signature's certificates are refused: {exception.Message}.");
            return null;
        }
    }
}
