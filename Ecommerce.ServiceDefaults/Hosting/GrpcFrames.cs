using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.ServiceDefaults;

/// <summary>
/// Looks at the first byte of a gRPC message, which says whether it is compressed, before anything of it is read. gRPC for .NET holds its
/// limit against the bytes as they come and then inflates a message of any size, before anybody is asked; so what is compressed is refused.
/// </summary>
internal sealed class GrpcFrames(RequestDelegate next, UnreadableRequests unreadable)
{
    private const byte Plain = 0;
    private const byte Compressed = 1;

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is { Method.FullName: var method })
        {
            if (!ProblemReply.IsGrpc(context.Request))
            {
                await ProblemReply.WriteJsonAsync(context, new(ErrorCodes.UnsupportedMediaType, "Only gRPC is spoken here."));
                return;
            }

            switch (await FlagAsync(context))
            {
                case Plain:
                    break;
                case Compressed:
                    unreadable.Tell(method, "it is compressed");

                    // gRPC, compression.md: a compression that the server does not support.
                    context.Response.Headers["grpc-accept-encoding"] = "identity";
                    await ProblemReply.WriteGrpc(context, new RpcException(new(StatusCode.Unimplemented, "Requests are not compressed here.")));
                    return;
                default:
                    unreadable.Tell(method, "its frame is malformed");
                    await ProblemReply.WriteAsync(context, new ProblemException(ErrorCodes.InvalidRequest, "The message's frame is malformed."));
                    return;
            }
        }

        await next(context);
    }

    // Nothing is consumed: gRPC reads it again. A request without a message is for gRPC to refuse.
    private static async ValueTask<byte> FlagAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        var read = await reader.ReadAsync(context.RequestAborted);
        var flag = read.Buffer.IsEmpty ? Plain : read.Buffer.FirstSpan[0];
        reader.AdvanceTo(read.Buffer.Start);
        return flag;
    }
}
