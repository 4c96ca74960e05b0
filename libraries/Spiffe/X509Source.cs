using System.Net;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Spiffe.WorkloadApi;

namespace Spiffe;

/// <summary>
/// The workload's SVIDs and bundles, kept current by the Workload API's stream. Bad, repeated and expired messages change nothing;
/// while the API is away, what is there is served on until it expires. Only a revoked registration takes it away before.
/// </summary>
public sealed class X509Source : IAsyncDisposable
{
    private readonly X509SourceOptions _options;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _watch;
    /// <summary>Between attempts to reach the Workload API: there is time, or none is left.</summary>
    private static readonly TimeSpan CalmWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan UrgentWait = TimeSpan.FromSeconds(1);

    private readonly EndPoint _endpoint;
    private readonly Lock _gate = new(); // between the stream's messages and the end of the grace
    private X509SVIDResponse? _lastMessage;
    private ITimer? _revocation;
    private long _generation;
    private volatile X509Context? _current;
    private volatile string? _problem;

    private X509Source(X509SourceOptions options)
    {
        _options = options;
        _logger = options.LoggerFactory.CreateLogger<X509Source>();
        _endpoint = WorkloadApiEndpoint.Parse(options.Endpoint);
        var client = new WorkloadApiClient(_endpoint, options.FirstMessageTimeout, options.TimeProvider);
        _watch = Task.Run(() => client.WatchX509Async(OnMessage, OnEnd, LongestWait, _stop.Token));
    }

    /// <summary>Raised after <see cref="Current"/> has changed, one change at a time. Handlers must be quick.</summary>
    public event Action<X509Context>? Changed;

    /// <summary>Raised after <see cref="Current"/> has become null, since the registration is revoked. Handlers must be quick.</summary>
    public event Action? Revoked;

    /// <summary>
    /// What the workload is and trusts now; null until the first valid message, and from a revocation to the next one. Callers check that
    /// it has not expired.
    /// </summary>
    public X509Context? Current => _current;

    /// <summary>Why the last message or stream failed; null if the last ones succeeded.</summary>
    public string? Problem => _problem;

    /// <summary>The clock that validity is judged by.</summary>
    public TimeProvider TimeProvider => _options.TimeProvider;

    internal ILoggerFactory LoggerFactory => _options.LoggerFactory;

    /// <summary>Begins to follow the Workload API and returns at once.</summary>
    /// <exception cref="FormatException">The endpoint is absent or malformed.</exception>
    public static X509Source Start(X509SourceOptions options) => new(options);

    /// <summary>Waits until <see cref="Current"/> is set. On cancellation, <see cref="Problem"/> says what was missing.</summary>
    /// <exception cref="RpcException">The first answer of the Workload API was InvalidArgument: waiting will hardly help.</exception>
    /// <exception cref="ObjectDisposedException">The source was disposed.</exception>
    public Task WaitForFirstAsync(CancellationToken cancellationToken) => _first.Task.WaitAsync(cancellationToken);

    /// <summary>Ends the stream. The last <see cref="Current"/> stays readable.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watch;
        lock (_gate)
        {
            _revocation?.Dispose();
        }

        _first.TrySetException(new ObjectDisposedException(nameof(X509Source)));
        _ = _first.Task.Exception;
        _stop.Dispose();
    }

    private void OnMessage(X509SVIDResponse message)
    {
        lock (_gate)
        {
            try
            {
                // SPIRE repeats itself: only changed contents are a rotation.
                if (!message.Equals(_lastMessage))
                {
                    Take(X509Update.Parse(message, _options));
                }

                _lastMessage = message;
                _problem = null;
                _revocation?.Dispose();
                _revocation = null;
            }
            catch (FormatException exception)
            {
                _problem = exception.Message;
                Log.UpdateRefused(_logger, exception.Message);
            }
        }
    }

    private void OnEnd(StatusCode code, string reason)
    {
        lock (_gate)
        {
            // An outage is one line, however often the stream is opened anew.
            if (code == StatusCode.InvalidArgument)
            {
                Log.StreamRefused(_logger, reason);
            }
            else if (reason != _problem)
            {
                Log.StreamEnded(_logger, _endpoint, reason);
            }

            _problem = reason;
            if (code == StatusCode.PermissionDenied && _current is not null)
            {
                _revocation ??= TimeProvider.CreateTimer(_ => Revoke(reason), null, _options.RevocationGrace, Timeout.InfiniteTimeSpan);
            }
        }

        if (code == StatusCode.InvalidArgument)
        {
            _first.TrySetException(new RpcException(new Status(code, reason)));
        }

        _ = _first.Task.Exception;
    }

    private TimeSpan LongestWait() =>
        _current is { } current && current.Svid.NotAfter - TimeProvider.GetUtcNow() > CalmWait ? CalmWait : UrgentWait;

    private void Revoke(string reason)
    {
        lock (_gate)
        {
            // A message may have come while the timer fired.
            if (_revocation is null || _current is not { } current)
            {
                return;
            }

            _revocation.Dispose();
            (_revocation, _current, _lastMessage) = (null, null, null);
            Log.Revoked(_logger, current.Svid.Id, _options.RevocationGrace, reason);
            Raise(Revoked, handler => handler());
        }
    }

    private void Take(X509Update update)
    {
        var now = _options.TimeProvider.GetUtcNow();
        // After an outage SPIRE sends its old, expired SVID once more before the new one.
        var svid = update.Svid;
        if (!svid.IsValidAt(now))
        {
            throw new FormatException(
                $"the SVID of {svid.Id} is valid from {svid.NotBefore:u} to {svid.NotAfter:u}, which is not now ({now:u})");
        }

        var context = new X509Context(svid, update.Svids, update.Bundles, ++_generation);
        _current = context;
        Log.Updated(_logger, svid.Id, context.Generation, svid.NotAfter, context.Bundles.All.Count);
        foreach (var reason in update.LeftOut)
        {
            Log.BundleLeftOut(_logger, reason);
        }

        _first.TrySetResult();
        Raise(Changed, handler => handler(context));
    }

    private void Raise<T>(T? handlers, Action<T> call)
        where T : Delegate
    {
        foreach (var handler in Delegate.EnumerateInvocationList(handlers))
        {
            try
            {
                call(handler);
            }
            catch (Exception exception)
            {
                // One listener's failure must end neither the stream nor the other listeners.
                Log.HandlerFailed(_logger, exception);
            }
        }
    }
}
