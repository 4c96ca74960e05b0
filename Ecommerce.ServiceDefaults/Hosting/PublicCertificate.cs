using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ecommerce.ServiceDefaults.Configuration;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Hosting;

/// <summary>
/// The certificate of the public port. Its files are looked at when somebody connects, at most once a second, and taken when they have
/// changed; those that cannot be used, such as a certificate whose new key is not there yet, leave the one before in place.
/// </summary>
internal sealed class PublicCertificate
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    // What dotnet dev-certs marks its certificates with.
    private const string DevelopmentOid = "1.3.6.1.4.1.311.84.1.1";

    private readonly PublicSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private SslStreamCertificateContext _context;
    private string _source;
    private long _looked;

    /// <summary>Loads it.</summary>
    /// <exception cref="AgentSetupException">The files cannot be used, or there is no development certificate.</exception>
    public PublicCertificate(PublicSettings settings, TimeProvider time, ILogger<PublicCertificate> logger)
    {
        (_settings, _time, _logger) = (settings, time, logger);
        try
        {
            _source = Read();
            _context = Load(_source);
            _looked = time.GetTimestamp();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new AgentSetupException([$"server.public_certificate_file cannot be used: {exception.Message}"], exception);
        }
    }

    /// <summary>What the next handshake presents.</summary>
    public SslStreamCertificateContext Current
    {
        get
        {
            lock (_gate)
            {
                if (_time.GetElapsedTime(_looked) >= PollInterval)
                {
                    _looked = _time.GetTimestamp();
                    Refresh();
                }

                return _context;
            }
        }
    }

    private void Refresh()
    {
        try
        {
            var source = Read();
            if (source == _source)
            {
                return;
            }

            // Also if it cannot be used: it is tried and logged once.
            _source = source;
            _context = Load(source);
            Log.CertificateLoaded(_logger, _context.TargetCertificate.NotAfter.ToUniversalTime());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            Log.CertificateRefused(_logger, exception.Message);
        }
    }

    private bool IsDevelopment => _settings.CertificateFile == PublicSettings.DevelopmentCertificate;

    private string Read() => IsDevelopment
        ? FindDevelopment()
        : File.ReadAllText(_settings.CertificateFile)
            + (_settings.KeyFile.Length > 0 ? File.ReadAllText(_settings.KeyFile) : "");

    private static SslStreamCertificateContext Load(string pem)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem, pem);
        // SslStream on Windows needs a key that is stored; a PKCS #12 of its own works everywhere.
        var leaf = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        X509Certificate2Collection issuers = [];
        issuers.ImportFromPem(pem);
        issuers.RemoveAt(0);
        return SslStreamCertificateContext.Create(leaf, issuers, offline: true);
    }

    private string FindDevelopment()
    {
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadOnly);
        var now = _time.GetLocalNow().DateTime;
        var found = store.Certificates.Find(X509FindType.FindByTimeValid, now, validOnly: false)
            .Where(certificate => certificate.HasPrivateKey && certificate.Extensions.Any(e => e.Oid?.Value == DevelopmentOid))
            .MaxBy(certificate => certificate.NotAfter)
            ?? throw new CryptographicException("there is no certificate of dotnet dev-certs https");
        var key = (AsymmetricAlgorithm?)found.GetRSAPrivateKey() ?? found.GetECDsaPrivateKey()!;
        return $"{found.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}";
    }
}
