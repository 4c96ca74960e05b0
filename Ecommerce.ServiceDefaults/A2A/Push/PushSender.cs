using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using A2A.Client;
using A2A.V1;
using Ecommerce.ServiceDefaults.Configuration;

namespace Ecommerce.ServiceDefaults.A2A.Push;

/// <summary>
/// Posts notifications, by a connection that <see cref="PushGuard"/> makes: no redirect is followed, no proxy asked, and of an answer only
/// the status counts.
/// </summary>
internal sealed class PushSender : IDisposable
{
    private const int ConnectionsOfHost = 8;
    private const int LargestHeaders = 16; // KiB
    private const int DrainedBytes = 16 * 1024;

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(1);

    // What a name stands for is looked at again.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    /// <summary>Reads the file of the settings; nothing is sent yet.</summary>
    /// <exception cref="AgentSetupException">It cannot be used.</exception>
    public PushSender(PushSettings settings, PushGuard guard, TimeProvider time)
    {
        _time = time;
        _http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = ConnectTimeout,
            ConnectCallback = (context, cancellationToken) => guard.ConnectAsync(context.DnsEndPoint, cancellationToken),
            PooledConnectionLifetime = ConnectionLifetime,
            PooledConnectionIdleTimeout = IdleTimeout,
            MaxConnectionsPerServer = ConnectionsOfHost,
            MaxResponseHeadersLength = LargestHeaders,
            MaxResponseDrainSize = DrainedBytes,
            ResponseDrainTimeout = DrainTimeout,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = PolicyOf(settings.AuthorityFile) },
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Tells a receiver an event.</summary>
    /// <returns>Why it has not taken it, in words for the log; null if it has.</returns>
    public async Task<string?> SendAsync(TaskPushNotificationConfig config, StreamResponse told, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(AnswerTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var request = PushNotification.ToRequest(config, told);
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return answer.IsSuccessStatusCode ? null : $"it answers {(int)answer.StatusCode}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "it does not answer";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Of the exceptions between, none says more.
            return exception.GetBaseException().Message;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static X509ChainPolicy PolicyOf(string file)
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        if (file.Length == 0)
        {
            return policy;
        }

        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new AgentSetupException([$"push.ca_file: {exception.Message}"], exception);
        }

        return policy.CustomTrustStore.Count > 0 ? policy
            : throw new AgentSetupException([$"push.ca_file: {file} has no certificate"]);
    }
}
