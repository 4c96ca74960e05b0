using Grpc.Core;
using Grpc.Net.Client;
using Spiffe.WorkloadApi;

namespace Spiffe;

/// <summary>
/// The workload's JWT-SVIDs, and what the Workload API says of others'. A JWT-SVID is fetched when one is needed, and used until half of
/// its life has passed; while the Workload API is away, until its end. Thread-safe.
/// </summary>
public sealed class JwtSource : IDisposable
{
    // A workload talks to few audiences; beyond these nothing is kept.
    private const int Capacity = 64;

    private readonly JwtSourceOptions _options;
    private readonly GrpcChannel _channel;
    private readonly SpiffeWorkloadAPI.SpiffeWorkloadAPIClient _client;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, Kept> _kept = [];

    /// <summary>Takes the address; nothing is asked yet.</summary>
    /// <exception cref="FormatException">The endpoint is absent or malformed.</exception>
    public JwtSource(JwtSourceOptions options)
    {
        _options = options;
        _channel = WorkloadApiClient.OpenChannel(WorkloadApiEndpoint.Parse(options.Endpoint), options.CallTimeout);
        _client = new(_channel);
    }

    /// <summary>The clock that validity is judged by.</summary>
    public TimeProvider TimeProvider => _options.TimeProvider;

    /// <summary>A JWT-SVID of the workload that is valid now.</summary>
    /// <param name="audience">For whom (Workload API 6.2.1): such as the SPIFFE ID of the service that verifies it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="RpcException">The Workload API has none, or does not answer (Workload API 6.2.1 and 7).</exception>
    /// <exception cref="FormatException">What it answered is no valid JWT-SVID.</exception>
    public async ValueTask<JwtSvid> FetchAsync(string audience, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var kept = _kept.GetValueOrDefault(audience);
            if (kept is not null && TimeProvider.GetUtcNow() < kept.RenewAt)
            {
                return kept.Svid;
            }

            try
            {
                var svid = await AskAsync(audience, cancellationToken);
                var now = TimeProvider.GetUtcNow();
                Keep(audience, new(svid, now + ((svid.NotAfter - now) / 2)));
                return svid;
            }
            catch (RpcException) when (kept is not null && TimeProvider.GetUtcNow() < kept.Svid.NotAfter)
            {
                return kept.Svid;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Lets the Workload API verify another workload's token (Workload API 6.2.3).</summary>
    /// <param name="token">What the other has sent.</param>
    /// <param name="audience">For whom it must be.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The JWT-SVID; null if it is not valid. The Workload API grants some leeway about its end, and this none.</returns>
    /// <exception cref="RpcException">The Workload API does not answer.</exception>
    public async Task<JwtSvid?> ValidateAsync(string token, string audience, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await _client.ValidateJWTSVIDAsync(
                new() { Audience = audience, Svid = token }, Options(cancellationToken));
            return JwtSvid.TryParse(token, out var svid) && svid.Id.ToString() == reply.SpiffeId && svid.NotAfter > TimeProvider.GetUtcNow()
                ? svid : null;
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.InvalidArgument)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _channel.Dispose();
        _turn.Dispose();
    }

    private async Task<JwtSvid> AskAsync(string audience, CancellationToken cancellationToken)
    {
        var reply = await _client.FetchJWTSVIDAsync(
            new() { Audience = { audience }, SpiffeId = _options.Id?.ToString() ?? "" }, Options(cancellationToken));

        // The first is the default identity's (Workload API 6.2.1).
        if (reply.Svids is not [{ } first, ..] || !JwtSvid.TryParse(first.Svid, out var svid)
            || svid.Id.ToString() != first.SpiffeId || !svid.Audience.Contains(audience) || svid.NotAfter <= TimeProvider.GetUtcNow()
            || (_options.Id is { } asked && asked != svid.Id))
        {
            throw new FormatException("the Workload API answered with what is no valid JWT-SVID for this workload and audience");
        }

        return svid;
    }

    private void Keep(string audience, Kept kept)
    {
        if (_kept.Count >= Capacity && !_kept.ContainsKey(audience))
        {
            _kept.Clear();
        }

        _kept[audience] = kept;
    }

    private CallOptions Options(CancellationToken cancellationToken) => new(
        WorkloadApiClient.SecurityHeader, (TimeProvider.System.GetUtcNow() + _options.CallTimeout).UtcDateTime, cancellationToken);

    private sealed record Kept(JwtSvid Svid, DateTimeOffset RenewAt);
}
