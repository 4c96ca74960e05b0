using System.Buffers;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.ServiceDefaults.Agents;

/// <summary>
/// Reads the header of a gRPC message (compressed flag and length) before gRPC does. gRPC for .NET applies its size limit to the bytes
/// received and then inflates a message to any size before it is authorized, so compressed requests are refused. It reports a malformed
/// header as a fault of the server.
/// </summary>
internal sealed class GrpcFrames(RequestDelegate next, UnreadableRequests unreadable)
{
    // gRPC over HTTP/2, Requests: the compressed flag, then the length in four bytes.
    private const int HeaderLength = 5;

    private enum Frame
    {
        Plain,
        Compressed,
        Malformed,
    }

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is { Method.FullName: var method })
        {
            if (!ProblemReply.IsGrpc(context.Request))
            {
                await ProblemReply.WriteJsonAsync(context, new(ErrorCodes.UnsupportedMediaType, "Only gRPC is served here."));
                return;
            }

            switch (await FrameAsync(context))
            {
                case Frame.Plain:
                    break;
                case Frame.Compressed:
                    unreadable.Report(method, "it is compressed");

                    // gRPC, compression.md: a compression that the server does not support.
                    context.Response.Headers["grpc-accept-encoding"] = "identity";
                    await ProblemReply.WriteGrpc(
                        context, new RpcException(new(StatusCode.Unimplemented, "Requests are not compressed here.")));
                    return;
                default:
                    unreadable.Report(method, "its frame is malformed");
                    await ProblemReply.WriteAsync(
                        context, new ProblemException(ErrorCodes.InvalidRequest, "The message's frame is malformed."));
                    return;
            }
        }

        await next(context);
    }

    // Consumes nothing: gRPC reads the header again.
    private static async ValueTask<Frame> FrameAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        var read = await reader.ReadAtLeastAsync(HeaderLength, context.RequestAborted);
        var frame = FrameOf(read.Buffer);
        reader.AdvanceTo(read.Buffer.Start);
        return frame;
    }

    private static Frame FrameOf(ReadOnlySequence<byte> body)
    {
        var header = new SequenceReader<byte>(body);
        return (header.TryRead(out var flag), header.TryReadBigEndian(out int length)) switch
        {
            (true, _) when flag == 1 => Frame.Compressed,
            (true, true) when flag == 0 && length >= 0 => Frame.Plain,
            _ => Frame.Malformed,
        };
    }
}
