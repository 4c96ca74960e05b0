using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Resilience;
using Google.Protobuf;
using Grpc.Core;

namespace Ecommerce.Gateway.Routing;

/// <summary>
/// A stream of an agent behind the gateway, read by one reader. The agent ends it before the SVIDs under its connection do; if it can be
/// resumed, it is then opened again after its last event, by the policies and the tokens of that moment. So is one that has begun and whose
/// agent is away for a while: killed, or replaced by its next version.
/// </summary>
internal sealed class RenewedStream : IAsyncStreamReader<IMessage>, IDisposable
{
    // At first until the end of the connection before has arrived here too; longer where no newer SVID has.
    private static readonly Backoff Pauses =
        new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5), Least: TimeSpan.FromMilliseconds(50));

    // Some 40 s: an agent is back by then, and a circuit breaker that its absence opened has let a call through.
    private const int MostAttempts = 20;

    private readonly Capability _capability;
    private readonly TimeProvider _time;
    private readonly Func<IMessage, CancellationToken, AsyncServerStreamingCall<IMessage>> _open;
    private readonly IMessage _request;
    private readonly CancellationTokenSource _end;
    private readonly CancellationToken _ending;
    private object? _last;
    private int _attempts; // since the last message
    private AsyncServerStreamingCall<IMessage> _call;

    /// <summary>Opens it.</summary>
    /// <param name="capability">What is called.</param>
    /// <param name="request">Its request, which is not changed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="open">Opens a stream of the capability.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public RenewedStream(
        Capability capability, IMessage request, TimeProvider time,
        Func<IMessage, CancellationToken, AsyncServerStreamingCall<IMessage>> open, CancellationToken cancellationToken)
    {
        (_capability, _time, _open, _request) = (capability, time, open, request);
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _ending = _end.Token;
        _call = open(request, _ending);
    }

    /// <inheritdoc/>
    public IMessage Current => _call.ResponseStream.Current;

    /// <inheritdoc/>
    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var isRead = await _call.ResponseStream.MoveNext(cancellationToken);
                _last = isRead ? _capability.EventField?.Accessor.GetValue(Current) : _last;
                _attempts = 0;
                return isRead;
            }
            catch (ProblemException exception) when (_capability.LastEventField is not null && IsPassing(exception))
            {
                _call.Dispose();
                await Task.Delay(Pauses.After(++_attempts), _time, _ending);
                _call = _open(AfterLast(), _ending);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // First: who still reads opens nothing more.
        _end.Cancel();
        _call.Dispose();
        _end.Dispose();
    }

    // Whoever has read nothing yet is told at once, and can try again later.
    private bool IsPassing(ProblemException problem) => problem.Code == ErrorCodes.StreamRenew
        || (problem.Code == ErrorCodes.Unavailable && _last is not null && _attempts < MostAttempts);

    private IMessage AfterLast()
    {
        var request = _capability.RequestParser.ParseFrom(_request.ToByteString());
        if (_last is not null)
        {
            _capability.LastEventField!.Accessor.SetValue(request, _last);
        }

        return request;
    }
}
