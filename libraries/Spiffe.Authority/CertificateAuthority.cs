using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Spiffe.Authority;

/// <summary>An SVID as the Workload API carries it: DER of the leaf and its PKCS#8 key.</summary>
internal sealed record IssuedSvid(byte[] Certificate, byte[] Key);

/// <summary>
/// The authority's roots and the key that signs. Both lie in the data folder, so that a restart changes no trust: <c>ca.pem</c> has
/// all published roots, <c>ca.key</c> the key of the one that signs.
/// </summary>
internal sealed class CertificateAuthority : IDisposable
{
    private static readonly TimeSpan RootLifetime = TimeSpan.FromDays(365);
    private static readonly TimeSpan RenewRootBefore = TimeSpan.FromDays(30);

    /// <summary>How far the clock may be set back before the root is not yet valid.</summary>
    private static readonly TimeSpan RootBackdating = TimeSpan.FromDays(1);

    /// <summary>As SPIRE does, against small differences between clocks.</summary>
    private static readonly TimeSpan LeafBackdating = TimeSpan.FromSeconds(10);

    /// <summary>Mode of the file of roots: 0644.</summary>
    private const UnixFileMode PublicFileMode = PrivateFiles.FileMode | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly Lock _gate = new();
    private readonly string _rootsPath;
    private readonly string _keyPath;
    private readonly TrustDomain _domain;
    private readonly TimeProvider _time;
    private readonly List<X509Certificate2> _roots;
    private X509Certificate2 _signer;
    private X509Certificate2? _next;

    /// <summary>Opens the authority in the folder, or creates one.</summary>
    /// <exception cref="InvalidDataException">The key can be read by others than its owner, or a file cannot be decoded.</exception>
    public CertificateAuthority(string folder, TrustDomain domain, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        (_rootsPath, _keyPath, _domain, _time) = (Path.Combine(folder, "ca.pem"), Path.Combine(folder, "ca.key"), domain, time);
        var now = time.GetUtcNow();
        _roots = [.. LoadRoots().Where(root => root.NotAfter > now.LocalDateTime)];
        _signer = LoadSigner(now) ?? SignWith(AddRoot());
    }

    /// <summary>All published roots, concatenated DER, the oldest first.</summary>
    public byte[] Bundle
    {
        get
        {
            lock (_gate)
            {
                return [.. _roots.SelectMany(root => root.RawData)];
            }
        }
    }

    /// <summary>Issues an SVID with a new key; it never outlives the root.</summary>
    public IssuedSvid Issue(SpiffeId id, IReadOnlyList<string> dnsNames, TimeSpan lifetime)
    {
        lock (_gate)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var now = _time.GetUtcNow();
            var end = now + lifetime;
            if (end > _signer.NotAfter)
            {
                end = _signer.NotAfter;
            }

            using var leaf = CertificateShapes.Leaf(key, id, dnsNames, _signer, now - LeafBackdating, end);
            return new IssuedSvid(leaf.RawData, key.ExportPkcs8PrivateKey());
        }
    }

    /// <summary>Publishes a new root beside the old ones; it does not sign yet.</summary>
    public void Prepare()
    {
        lock (_gate)
        {
            _next = AddRoot();
        }
    }

    /// <summary>Signs with the prepared root from now on.</summary>
    /// <exception cref="InvalidOperationException">No root is prepared.</exception>
    public void Activate()
    {
        lock (_gate)
        {
            _signer = SignWith(_next ?? throw new InvalidOperationException("no root is prepared"));
            _next = null;
        }
    }

    /// <summary>Withdraws all roots but the one that signs.</summary>
    public void WithdrawOld()
    {
        lock (_gate)
        {
            _roots.RemoveAll(root => root.Thumbprint != _signer.Thumbprint);
            _next = null;
            SaveRoots();
        }
    }

    public void Dispose() => _signer.Dispose();

    private X509Certificate2Collection LoadRoots()
    {
        var roots = new X509Certificate2Collection();
        try
        {
            if (File.Exists(_rootsPath))
            {
                roots.ImportFromPemFile(_rootsPath);
            }

            return roots;
        }
        catch (CryptographicException exception)
        {
            throw new InvalidDataException($"{_rootsPath} is not a list of certificates: {exception.Message}", exception);
        }
    }

    /// <summary>The root that the key belongs to, unless it is near its end or of another trust domain.</summary>
    private X509Certificate2? LoadSigner(DateTimeOffset now)
    {
        using var key = KeyFile.Load(_keyPath);
        if (key is null)
        {
            return null;
        }

        var publicKey = key.ExportSubjectPublicKeyInfo();
        var root = _roots.Find(root => root.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(publicKey));
        if (root is null || root.NotAfter < (now + RenewRootBefore).LocalDateTime || !IsOurs(root))
        {
            return null;
        }

        return root.CopyWithPrivateKey(key);
    }

    private bool IsOurs(X509Certificate2 root) => CertificateShapes.IsNamed(root, _domain.IdString);

    private X509Certificate2 AddRoot()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = _time.GetUtcNow();
        var root = CertificateShapes.Root(key, _domain, now - RootBackdating, now + RootLifetime);
        _roots.RemoveAll(other => !IsOurs(other));
        _roots.Add(X509CertificateLoader.LoadCertificate(root.RawData));
        SaveRoots();
        return root;
    }

    /// <summary>After the root itself is saved: a crash in between leaves a root too many, never a key without its root.</summary>
    private X509Certificate2 SignWith(X509Certificate2 root)
    {
        using var key = root.GetECDsaPrivateKey()!;
        KeyFile.Save(_keyPath, key);
        return root;
    }

    private void SaveRoots() =>
        PrivateFiles.WriteAtomically(
            _rootsPath, string.Concat(_roots.Select(root => root.ExportCertificatePem() + "\n")), PublicFileMode);
}
