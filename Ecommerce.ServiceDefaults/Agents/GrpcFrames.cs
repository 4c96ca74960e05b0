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
internal sealed class GrpcFrames(RequestDelegate next, UnreadableRequests unreadable, TimeProvider time)
{
    // gRPC over HTTP/2, Requests: the compressed flag, then the length in four bytes.
    private const int HeaderLength = 5;

    private enum Frame
    {
        Plain,
        Compressed,
        Malformed,
    }

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is not { Method.FullName: var method })
        {
            return next(context);
        }

        if (!ProblemReply.IsGrpc(context.Request))
        {
            return ProblemReply.WriteJsonAsync(context, new(ErrorCodes.UnsupportedMediaType, "Only gRPC is served here."));
        }

        if (CapabilityCatalogue.FindByMethod(method) is { ServerStreaming: false })
        {
            GrpcDeadline.Take(context, time);
        }

        // Most messages are there as soon as their headers are.
        var body = context.Request.BodyReader;
        if (body.TryRead(out var read))
        {
            var (frame, isWhole) = (FrameOf(read.Buffer), read.IsCompleted || read.Buffer.Length >= HeaderLength);
            body.AdvanceTo(read.Buffer.Start, isWhole ? read.Buffer.Start : read.Buffer.End);
            if (isWhole)
            {
                return PassAsync(context, method, frame);
            }
        }

        return ReadAsync(context, method);
    }

    private async Task ReadAsync(HttpContext context, string method)
    {
        var body = context.Request.BodyReader;
        var read = await body.ReadAtLeastAsync(HeaderLength, context.RequestAborted);
        var frame = FrameOf(read.Buffer);
        // Consumes nothing: gRPC reads the header again.
        body.AdvanceTo(read.Buffer.Start);
        await PassAsync(context, method, frame);
    }

    private Task PassAsync(HttpContext context, string method, Frame frame)
    {
        switch (frame)
        {
            case Frame.Plain:
                return next(context);
            case Frame.Compressed:
                unreadable.Report(method, "it is compressed");

                // gRPC, compression.md: a compression that the server does not support.
                context.Response.Headers["grpc-accept-encoding"] = "identity";
                return ProblemReply.WriteGrpc(
                    context, new RpcException(new(StatusCode.Unimplemented, "Requests are not compressed here.")));
            default:
                unreadable.Report(method, "its frame is malformed");
                return ProblemReply.WriteAsync(
                    context, new ProblemException(ErrorCodes.InvalidRequest, "The message's frame is malformed."));
        }
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
