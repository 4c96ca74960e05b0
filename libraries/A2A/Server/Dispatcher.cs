using System.Runtime.CompilerServices;
using A2A.Errors;
using A2A.Operations;
using A2A.V1;
using A2A.Validation;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace A2A.Server;

/// <summary>What is the same on all bindings: version, promises, extensions, checks, bounds and faults.</summary>
internal sealed class Dispatcher(
    A2AHandler handler, IOptions<A2AServerOptions> options, IHostApplicationLifetime host, TimeProvider time, ILogger<Dispatcher> logger)
{
    private int _streams;

    public A2AServerOptions Options => options.Value;

    public A2AHandler Handler => handler;

    public TimeProvider Time => time;

    /// <summary>The call of a request.</summary>
    /// <exception cref="A2AException">Its version is another. One that names none means 0.3 (A2A 3.6.2).</exception>
    public static A2ACall Begin(HttpContext http, string binding)
    {
        var header = http.Request.Headers[A2AProtocol.VersionHeader];
        var version = (header.Count > 0 ? header : http.Request.Query[A2AProtocol.VersionHeader]).ToString().Trim();
        return A2AProtocol.IsSupported(version)
            ? new(http, binding)
            : throw new A2AException(
                A2AError.VersionNotSupported, $"The agent speaks A2A {A2AProtocol.Version}; say so in {A2AProtocol.VersionHeader}.");
    }

    public async Task<IMessage> CallAsync(HandledOperation operation, IMessage request, A2ACall call)
    {
        try
        {
            Admit(operation.Operation, request, call);
            // Only who sends a message may wait for more than an answer.
            using var turn = operation.Operation == OperationTable.SendMessage ? BeginStream(call) : null;
            return await operation.Reply!(handler, request, call, turn?.Token ?? call.Http.RequestAborted);
        }
        catch (Exception exception) when (!IsAbandoned(exception, call))
        {
            throw Told(exception, operation.Operation);
        }
    }

    public async IAsyncEnumerable<StreamResponse> StreamAsync(
        HandledOperation operation, IMessage request, A2ACall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Admit(operation.Operation, request, call);
        using var turn = BeginStream(call);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(turn.Token, cancellationToken);
        IAsyncEnumerator<StreamResponse>? events = null;
        try
        {
            while (true)
            {
                bool isThere;
                try
                {
                    events ??= operation.Stream!(handler, request, call, linked.Token).GetAsyncEnumerator(linked.Token);
                    isThere = await events.MoveNextAsync();
                }
                catch (OperationCanceledException) when (linked.IsCancellationRequested)
                {
                    yield break; // its time is over, or nobody reads
                }
                catch (Exception exception)
                {
                    throw Told(exception, operation.Operation);
                }

                if (!isThere)
                {
                    yield break;
                }

                yield return events.Current;
            }
        }
        finally
        {
            if (events is not null)
            {
                await events.DisposeAsync();
            }
        }
    }

    /// <summary>What a caller is told of an exception; a fault is logged.</summary>
    public A2AException Told(Exception exception, Operation? operation)
    {
        if (exception is OperationCanceledException)
        {
            return new(A2AError.DeadlineExceeded, inner: exception);
        }

        if (exception is A2AException { Error.GrpcStatus: not StatusCode.Internal } told)
        {
            return told;
        }

        Log.Failed(logger, operation?.Name ?? "the agent card", exception);
        return exception as A2AException ?? new(A2AError.Internal, inner: exception);
    }

    private static bool IsAbandoned(Exception exception, A2ACall call) =>
        exception is OperationCanceledException && call.Http.RequestAborted.IsCancellationRequested;

    private void Admit(Operation operation, IMessage request, A2ACall call)
    {
        var capabilities = handler.Capabilities;
        if ((operation.Needs == Promise.Streaming && !capabilities.Streaming)
            || (operation.Needs == Promise.ExtendedCard && !capabilities.ExtendedAgentCard))
        {
            throw new A2AException(A2AError.UnsupportedOperation);
        }

        var isPush = operation.Needs == Promise.PushNotifications
            || request is SendMessageRequest { Configuration.TaskPushNotificationConfig: not null };
        if (isPush && !capabilities.PushNotifications)
        {
            throw new A2AException(A2AError.PushNotificationNotSupported);
        }

        // The extended card is where a caller learns of them.
        if (operation.Needs != Promise.ExtendedCard
            && capabilities.Extensions.FirstOrDefault(known => known.Required && !call.Extensions.Contains(known.Uri)) is { } missing)
        {
            throw new A2AException(A2AError.ExtensionSupportRequired, $"The agent requires the extension {missing.Uri}.");
        }

        RequestRules.Check(request, Options.Limits);
    }

    private StreamTurn BeginStream(A2ACall call)
    {
        if (Interlocked.Increment(ref _streams) > Options.Streams)
        {
            Interlocked.Decrement(ref _streams);
            throw new A2AException(A2AError.ResourceExhausted);
        }

        var lifetime = new CancellationTokenSource(Options.StreamLifetime, time);
        return new(() => Interlocked.Decrement(ref _streams), lifetime, call.Http.RequestAborted, host.ApplicationStopping);
    }

    private sealed class StreamTurn(Action end, CancellationTokenSource lifetime, CancellationToken aborted, CancellationToken stopping)
        : IDisposable
    {
        private readonly CancellationTokenSource _linked =
            CancellationTokenSource.CreateLinkedTokenSource(lifetime.Token, aborted, stopping);

        public CancellationToken Token => _linked.Token;

        public void Dispose()
        {
            _linked.Dispose();
            lifetime.Dispose();
            end();
        }
    }
}
