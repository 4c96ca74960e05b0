using Google.Protobuf;
using Spiffe.WorkloadApi;

namespace Spiffe.Authority;

/// <summary>What a workload's streams carry at one moment, and when that ends.</summary>
/// <param name="Svids">The message of FetchX509SVID.</param>
/// <param name="IssuedAt">When the SVIDs were issued.</param>
/// <param name="RenewAt">When they are to be renewed.</param>
/// <param name="Replaced">Completes when there is a newer state.</param>
internal sealed record WorkloadState(X509SVIDResponse Svids, DateTimeOffset IssuedAt, DateTimeOffset RenewAt, Task Replaced);

/// <summary>A registered workload with its current SVIDs.</summary>
internal sealed class Workload
{
    private readonly Lock _gate = new();
    private readonly CertificateAuthority _authority;
    private readonly AuthorityOptions _options;
    private TaskCompletionSource _replaced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile WorkloadState _state;
    private volatile IReadOnlyList<ProcessIdentity> _accepted = [];

    public Workload(Registration registration, CertificateAuthority authority, AuthorityOptions options)
    {
        (Registration, _authority, _options) = (registration, authority, options);
        _state = Issue();
    }

    public Registration Registration { get; }

    public WorkloadState State => _state;

    /// <summary>Issues new SVIDs with new keys and sends them on the open streams.</summary>
    public void Renew()
    {
        lock (_gate)
        {
            Replace(Issue());
        }
    }

    /// <summary>
    /// Renews at half of the SVIDs' lifetime by the wall clock, which may have jumped, or gone on while the machine slept.
    /// </summary>
    public void RenewIfDue()
    {
        var now = _options.TimeProvider.GetUtcNow();
        if (now >= _state.RenewAt || now < _state.IssuedAt)
        {
            Renew();
        }
    }

    /// <summary>Sends the same SVIDs with the current bundle.</summary>
    public void PublishBundle()
    {
        lock (_gate)
        {
            var message = _state.Svids.Clone();
            var bundle = ByteString.CopyFrom(_authority.Bundle);
            foreach (var svid in message.Svids)
            {
                svid.Bundle = bundle;
            }

            Replace(_state with { Svids = message });
        }
    }

    /// <summary>Sets the only processes that are served in strict mode.</summary>
    public void Accept(IReadOnlyList<ProcessIdentity> processes) => _accepted = processes;

    /// <summary>Whether the peer is this workload: root or our own user, and in strict mode an accepted process.</summary>
    public bool Admits(PeerCredentials peer, int ownUid) =>
        (peer.Uid == 0 || peer.Uid == ownUid)
        && (!_options.Strict || (peer.Process is { StartTime: not 0 } process && _accepted.Contains(process)));

    private WorkloadState Issue()
    {
        var bundle = ByteString.CopyFrom(_authority.Bundle);
        var message = new X509SVIDResponse();
        foreach (var id in Registration.SpiffeIds)
        {
            var svid = _authority.Issue(id, Registration.DnsNames, Registration.SvidLifetime);
            message.Svids.Add(new X509SVID
            {
                SpiffeId = id.ToString(),
                X509Svid = ByteString.CopyFrom(svid.Certificate),
                X509SvidKey = ByteString.CopyFrom(svid.Key),
                Bundle = bundle,
            });
        }

        var now = _options.TimeProvider.GetUtcNow();
        var renewal = Lifetimes.RenewalPoint + (Lifetimes.RenewalJitter * ((Random.Shared.NextDouble() * 2) - 1));
        return new WorkloadState(message, now, now + (Registration.SvidLifetime * renewal), _replaced.Task);
    }

    private void Replace(WorkloadState state)
    {
        var previous = _replaced;
        _replaced = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _state = state with { Replaced = _replaced.Task };
        previous.TrySetResult();
    }
}
