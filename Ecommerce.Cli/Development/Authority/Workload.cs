using Google.Protobuf;
using Spiffe;
using Spiffe.WorkloadApi;

namespace Ecommerce.Cli.Development.Authority;

/// <summary>What a workload's streams carry at one moment, and when that ends.</summary>
/// <param name="Svids">The message of FetchX509SVID.</param>
/// <param name="Replaced">Completes when there is a newer state.</param>
internal sealed record WorkloadState(X509SVIDResponse Svids, Task Replaced);

/// <summary>A registered workload with its current SVIDs.</summary>
internal sealed class Workload(Registration registration, CertificateAuthority authority, AuthorityOptions options)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _replaced = new();
    private volatile WorkloadState? _state;
    private volatile ProcessIdentity? _accepted;

    public string Name => registration.Name;

    public IReadOnlyList<SpiffeId> SpiffeIds => registration.SpiffeIds;

    public WorkloadState State => _state ?? Renew();

    /// <summary>Issues new SVIDs with new keys and sends them on the open streams.</summary>
    public WorkloadState Renew()
    {
        var bundle = ByteString.CopyFrom(authority.Bundle);
        var message = new X509SVIDResponse();
        foreach (var id in registration.SpiffeIds)
        {
            var svid = authority.Issue(id, options.SvidLifetime);
            message.Svids.Add(new X509SVID
            {
                SpiffeId = id.ToString(),
                X509Svid = ByteString.CopyFrom(svid.Certificate),
                X509SvidKey = ByteString.CopyFrom(svid.Key),
                Bundle = bundle,
            });
        }
        return Replace(message);
    }

    /// <summary>Sends the same SVIDs with the current bundle.</summary>
    public void PublishBundle()
    {
        var bundle = ByteString.CopyFrom(authority.Bundle);
        var message = State.Svids.Clone();
        foreach (var svid in message.Svids)
            svid.Bundle = bundle;
        Replace(message);
    }

    /// <summary>Renews at half of the SVIDs' life, 10 % sooner or later so that workloads do not renew at once, until cancelled.</summary>
    public async Task RenewInTimeAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var wait = options.SvidLifetime * (0.45 + Random.Shared.NextDouble() / 10);
            await Task.Delay(wait, options.TimeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!cancellationToken.IsCancellationRequested)
                Renew();
        }
    }

    /// <summary>Names the only process that is served in strict mode; null names none.</summary>
    public void Accept(ProcessIdentity? process) => _accepted = process;

    /// <summary>Whether the peer is this workload: root or our own user, and in strict mode the accepted process.</summary>
    public bool Admits(PeerCredentials peer, int ownUid) =>
        (peer.Uid == 0 || peer.Uid == ownUid)
        && (!options.Strict || (_accepted is { } accepted && peer.Process == accepted));

    private WorkloadState Replace(X509SVIDResponse message)
    {
        lock (_gate)
        {
            var previous = _replaced;
            _replaced = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var state = _state = new WorkloadState(message, _replaced.Task);
            previous.TrySetResult();
            return state;
        }
    }
}
