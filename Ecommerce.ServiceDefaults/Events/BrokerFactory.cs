using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Ecommerce.ServiceDefaults.Configuration;
using RabbitMQ.Client;

namespace Ecommerce.ServiceDefaults.Events;

/// <summary>Makes what connects to the broker.</summary>
internal static class BrokerFactory
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    /// <summary>Reads the files that the settings name.</summary>
    /// <param name="settings">Where the broker is.</param>
    /// <param name="name">What the broker calls the connection.</param>
    /// <exception cref="IOException">A file cannot be read, or holds something else.</exception>
    public static ConnectionFactory Create(BrokerSettings settings, string name)
    {
        var factory = new ConnectionFactory
        {
            Uri = settings.Address,
            ClientProvidedName = name,
            // A lost connection is made again by the loop that publishes, which knows what was confirmed.
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedConnectionTimeout = ConnectTimeout,
            HandshakeContinuationTimeout = ConnectTimeout,
            ContinuationTimeout = ConnectTimeout,
            RequestedHeartbeat = Heartbeat,
        };
        if (settings.CredentialsFile.Length > 0)
        {
            (factory.UserName, factory.Password) = ReadCredentials(settings.CredentialsFile);
        }

        if (factory.Ssl.Enabled && settings.AuthorityFile.Length > 0)
        {
            X509Certificate2Collection authorities = [];
            authorities.ImportFromPemFile(settings.AuthorityFile);
            factory.Ssl.CertificateValidationCallback = (_, certificate, _, errors) =>
                (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None && IsVouchedFor(certificate, authorities);
        }

        return factory;
    }

    private static (string User, string Password) ReadCredentials(string path)
    {
        var text = File.ReadAllText(path).Trim();
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            ? (text[..colon], text[(colon + 1)..])
            : throw new IOException("The file of the broker's credentials does not hold user:password.");
    }

    private static bool IsVouchedFor(X509Certificate? certificate, X509Certificate2Collection authorities)
    {
        if (certificate is null)
        {
            return false;
        }

        using var leaf = new X509Certificate2(certificate);
        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            },
        };
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        return chain.Build(leaf);
    }
}
