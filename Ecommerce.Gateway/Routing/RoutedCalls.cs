using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.Limits;
using Ecommerce.Gateway.Shedding;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;
using Grpc.Core;

namespace Ecommerce.Gateway.Routing;

/// <summary>
/// Runs capabilities for callers outside, whichever way they come: in their turn, through the gateway's <see cref="CapabilityInvoker"/>,
/// within the limits of users, passwords and streams, and on to the agent.
/// </summary>
internal sealed class RoutedCalls(
    CapabilityInvoker invoker, GatewayService gateway, AgentRouter router, PasswordLimits passwords, UserLimits users,
    StreamLimits streams, Turns turns, IHostApplicationLifetime lifetime)
{
    /// <summary>Runs a unary capability of an agent behind the gateway, or the gateway's <c>health</c>.</summary>
    /// <param name="call">The caller and the capability.</param>
    /// <param name="counter">The caller's counter; see <see cref="Callers"/>.</param>
    /// <param name="read">Reads the request.</param>
    /// <param name="cancellationToken">The caller leaves.</param>
    /// <exception cref="ProblemException">It is refused or fails.</exception>
    public async Task<IMessage> RunAsync(InboundCall call, CallerCounter counter, Func<IMessage> read, CancellationToken cancellationToken)
    {
        using var turn = await turns.EnterAsync(call.Capability, cancellationToken);
        var reply = await invoker.InvokeAsync(
            call, read, (message, inner) => ForwardAsync(call, counter, message, inner), cancellationToken);
        turn.Succeed();
        return reply;
    }

    /// <summary>Runs a streaming capability of an agent behind the gateway.</summary>
    /// <param name="call">The caller and the capability.</param>
    /// <param name="counter">The caller's counter; see <see cref="Callers"/>.</param>
    /// <param name="read">Reads the request.</param>
    /// <param name="pump">Reads the stream, as far as it wants.</param>
    /// <param name="cancellationToken">The caller leaves.</param>
    /// <exception cref="ProblemException">It is refused or fails.</exception>
    public async Task StreamAsync(
        InboundCall call, CallerCounter counter, Func<IMessage> read, Func<IAsyncStreamReader<IMessage>, CancellationToken, Task> pump,
        CancellationToken cancellationToken)
    {
        (await turns.EnterAsync(call.Capability, cancellationToken)).Dispose(); // a stream lasts, and has limits of its own
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(call.PeerRetiring, lifetime.ApplicationStopping);
        await invoker.InvokeStreamAsync(
            call with { PeerRetiring = ending.Token },
            read,
            async (message, inner) =>
            {
                users.Count(inner.Call().UserId);
                using var place = streams.Enter(counter, inner.Call().UserId);
                using var stream = router.Stream(call.Capability, message, inner.CancellationToken);
                await pump(stream, inner.CancellationToken);
            },
            cancellationToken);
    }

    private async Task<IMessage> ForwardAsync(InboundCall call, CallerCounter counter, IMessage message, ServerCallContext inner)
    {
        users.Count(inner.Call().UserId);
        using var turn = passwords.Enter(counter, call.Capability, message);
        return message is HealthQuery query
            ? await gateway.Health(query, inner)
            : await router.CallAsync(call.Capability, message, call.IdempotencyKey, inner.CancellationToken);
    }
}
