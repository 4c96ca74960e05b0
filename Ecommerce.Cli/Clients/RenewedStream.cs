using System.Runtime.CompilerServices;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;
using Grpc.Core;

namespace Ecommerce.Cli.Clients;

/// <summary>A stream that may outlive its callee's certificate: it ends with that, and is opened again after the last place.</summary>
internal static class RenewedStream
{
    /// <summary>Reads to the end.</summary>
    /// <param name="after">The place after which it begins.</param>
    /// <param name="open">Opens it after a place.</param>
    /// <param name="placeOf">The place after a message, from that and the last place.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ProblemException">It cannot be opened, or fails.</exception>
    public static async IAsyncEnumerable<T> ReadAsync<T, TPlace>(
        TPlace after, Func<TPlace, AsyncServerStreamingCall<T>> open, Func<T, TPlace, TPlace> placeOf,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var isRenewed = true; isRenewed;)
        {
            isRenewed = false;
            using var call = open(after);
            while (!isRenewed)
            {
                try
                {
                    if (!await call.ResponseStream.MoveNext(cancellationToken))
                    {
                        break;
                    }
                }
                catch (ProblemException exception) when (exception.Code == ErrorCodes.StreamRenew)
                {
                    isRenewed = true;
                    continue;
                }

                after = placeOf(call.ResponseStream.Current, after);
                yield return call.ResponseStream.Current;
            }
        }
    }
}
