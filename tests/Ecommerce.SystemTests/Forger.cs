using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Ecommerce.Testing;
using Spiffe.Tests;

namespace Ecommerce.SystemTests;

/// <summary>Signs leaves for any SPIFFE ID: with the key of a shop's authority, or with one of its own.</summary>
internal sealed class Forger : IDisposable
{
    private Forger(Mint mint) => Mint = mint;

    /// <summary>For leaves that an honest authority would not sign.</summary>
    public Mint Mint { get; }

    /// <summary>Whoever holds the authority's key is the authority: its leaves are good.</summary>
    public static Forger WithKeyOf(ShopFixture shop) => new(Mint.OfAuthority(FolderOf(shop)));

    /// <summary>An authority that nobody trusts, under the name of the shop's.</summary>
    public static Forger WithOwnKey(ShopFixture shop)
    {
        using var known = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(FolderOf(shop), "ca.pem"));
        return new(Mint.Stranger(known.Subject));
    }

    /// <summary>A leaf as SPIFFE wants it.</summary>
    public SslStreamCertificateContext Leaf(string spiffeId) => Mint.Chain(Mint.Leaf([spiffeId]));

    public void Dispose() => Mint.Root.Dispose();

    private static string FolderOf(ShopFixture shop) => Path.Combine(shop.DataFolder, "authority");
}
