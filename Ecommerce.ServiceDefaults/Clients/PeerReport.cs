using Ecommerce.ServiceDefaults.Errors;
using Grpc.Core;

namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>
/// What a failed call says about the peer. Only what is listed here counts against it; a request that could not be built, a deadline that
/// was too short to begin with and a missing SVID of the caller's say nothing.
/// </summary>
internal static class PeerReport
{
    /// <summary>For a <see cref="CircuitBreaker"/>.</summary>
    /// <param name="exception">How the attempt ended.</param>
    /// <param name="hadTime">Whether the attempt had so much time that its timeout counts against the peer.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns>True: the peer was reached. False: it failed. Null: the call says nothing about it.</returns>
    public static bool? Of(Exception exception, bool hadTime, CancellationToken cancellationToken) => exception switch
    {
        // An error that the peer itself sent is an answer, even if it says that its database is unavailable.
        ProblemException { IsFromPeer: true } => true,
        ProblemException { InnerException: RpcException failure } => Of(failure, hadTime),
        OperationCanceledException when !cancellationToken.IsCancellationRequested => Timeout(hadTime),
        _ => null,
    };

    /// <summary>Whether the attempt failed at one of the peer's addresses, which says nothing of the others.</summary>
    public static bool IsOfOneAddress(Exception? exception) =>
        exception is ProblemException { InnerException: RpcException { Status.DebugException: AddressFailedException } };

    private static bool? Of(RpcException exception, bool hadTime) => exception switch
    {
        { Status.DebugException: AddressFailedException } => null,
        { StatusCode: StatusCode.DeadlineExceeded } => Timeout(hadTime),
        { Status.DebugException: { } cause } => GrpcProblems.IsConnectionFailure(cause) ? false : null,

        // The gRPC client itself sets these as well: for a message that is too large to send, and for a cancelled call.
        { StatusCode: StatusCode.ResourceExhausted or StatusCode.Cancelled } => null,
        _ => true,
    };

    private static bool? Timeout(bool hadTime) => hadTime ? false : null;
}
