using Ecommerce.ServiceDefaults.Errors;
using Grpc.Core;

namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>
/// What a failed call says of the peer. Only what is listed here counts against it; a request that could not be built, a deadline that
/// was too short before it began or a missing SVID of one's own say nothing.
/// </summary>
internal static class PeerReport
{
    /// <summary>For a <see cref="CircuitBreaker"/>.</summary>
    /// <param name="exception">How the call ended.</param>
    /// <param name="problem">The same as a problem.</param>
    /// <param name="hadTime">Whether the call was given long enough that its timeout is the peer's doing.</param>
    /// <returns>True: the peer was reached. False: it failed. Null: the call says nothing of it.</returns>
    public static bool? Of(RpcException exception, ProblemException problem, bool hadTime) => exception switch
    {
        // Whatever the peer itself says, a refusal or that something of its own is away, is an answer.
        _ when problem.IsFromPeer => true,
        { StatusCode: StatusCode.DeadlineExceeded } => Timeout(hadTime),
        { Status.DebugException: { } cause } => GrpcProblems.IsConnectionFailure(cause) ? false : null,

        // gRPC's own here as well as the peer's: a message too large to be sent, a call that was given up.
        { StatusCode: StatusCode.ResourceExhausted or StatusCode.Cancelled } => null,
        _ => true,
    };

    /// <summary>The report of a call that ended with its deadline.</summary>
    public static bool? Timeout(bool hadTime) => hadTime ? false : null;
}
