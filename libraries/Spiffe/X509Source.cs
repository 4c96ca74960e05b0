using Grpc.Core;
using Microsoft.Extensions.Logging;
using Spiffe.WorkloadApi;

namespace Spiffe;

/// <summary>
/// The workload's SVIDs and bundles, kept current by the Workload API's stream. Bad, repeated and expired messages change nothing;
/// while the API is away, what is there is served on until it expires.
/// </summary>
public sealed class X509Source : IAsyncDisposable
{
    private readonly X509SourceOptions _options;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _watch;
    private X509SVIDResponse? _lastMessage;
    private volatile X509Context? _current;
    private volatile string? _problem;

    private X509Source(X509SourceOptions options)
    {
        _options = options;
        _logger = options.LoggerFactory.CreateLogger<X509Source>();
        var endpoint = WorkloadApiEndpoint.Parse(options.Endpoint);
        var client = new WorkloadApiClient(endpoint, options.FirstMessageTimeout, options.TimeProvider, _logger);
        _watch = Task.Run(() => WatchAsync(client));
    }

    /// <summary>Raised after <see cref="Current"/> has changed, one change at a time. Handlers must be quick.</summary>
    public event Action<X509Context>? Changed;

    /// <summary>What the workload is and trusts now; null until the first good message. Whoever uses it checks that it has not expired.</summary>
    public X509Context? Current => _current;

    /// <summary>Why the last message or stream failed; null while all is well.</summary>
    public string? Problem => _problem;

    /// <summary>The clock that validity is judged by.</summary>
    public TimeProvider TimeProvider => _options.TimeProvider;

    internal ILoggerFactory LoggerFactory => _options.LoggerFactory;

    /// <summary>Begins to follow the Workload API and returns at once.</summary>
    /// <exception cref="FormatException">The endpoint is absent or malformed.</exception>
    public static X509Source Start(X509SourceOptions options) => new(options);

    /// <summary>Waits until <see cref="Current"/> is set. On cancellation, <see cref="Problem"/> says what was missing.</summary>
    /// <exception cref="RpcException">The Workload API answered InvalidArgument, which is final.</exception>
    /// <exception cref="ObjectDisposedException">The source was disposed.</exception>
    public Task WaitForFirstAsync(CancellationToken cancellationToken) => _first.Task.WaitAsync(cancellationToken);

    /// <summary>Ends the stream. The last <see cref="Current"/> stays readable.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watch;
        _first.TrySetException(new ObjectDisposedException(nameof(X509Source)));
        _ = _first.Task.Exception;
        _stop.Dispose();
    }

    private async Task WatchAsync(WorkloadApiClient client)
    {
        try
        {
            await client.WatchX509Async(OnMessage, reason => _problem = reason, _stop.Token);
        }
        catch (RpcException error)
        {
            _problem = error.Status.ToString();
            Log.StreamRefused(_logger, error.Status);
            _first.TrySetException(error);
            _ = _first.Task.Exception;
        }
    }

    private void OnMessage(X509SVIDResponse message)
    {
        // SPIRE repeats itself: only changed contents are a rotation.
        if (message.Equals(_lastMessage))
        {
            _problem = null;
            return;
        }
        try
        {
            Take(X509Update.Parse(message, _options));
            _lastMessage = message;
            _problem = null;
        }
        catch (FormatException error)
        {
            _problem = error.Message;
            Log.UpdateRefused(_logger, error.Message);
        }
    }

    private void Take(X509Update update)
    {
        var now = _options.TimeProvider.GetUtcNow();
        // After an outage SPIRE sends its old, expired SVID once more before the new one.
        var svid = update.Svid;
        if (!svid.IsValidAt(now))
            throw new FormatException($"the SVID of {svid.Id} is valid from {svid.NotBefore:u} to {svid.NotAfter:u}, which is not now ({now:u})");
        var context = new X509Context(svid, update.Svids, update.Bundles, (_current?.Generation ?? 0) + 1);
        _current = context;
        Log.Updated(_logger, svid.Id, context.Generation, svid.NotAfter, context.Bundles.All.Count);
        _first.TrySetResult();
        foreach (var handler in Delegate.EnumerateInvocationList(Changed))
        {
            try
            {
                handler(context);
            }
            catch (Exception error)
            {
                // One listener's failure must end neither the stream nor the other listeners.
                Log.HandlerFailed(_logger, error);
            }
        }
    }
}
