using System.Net;
using System.Net.Http.Headers;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.ServiceDefaults.Tests.Capabilities;
using Grpc.Core;
using Grpc.Net.Client;

namespace Ecommerce.ServiceDefaults.Tests.Clients;

[Collection(nameof(AllocationCollection))]
public sealed class CompressedReplyTests
{
    [Fact]
    public async Task A_compressed_reply_is_refused_before_it_is_inflated()
    {
        var peer = new Compressing(CompressedRequestTests.Bomb("gzip"));
        using var channel = GrpcChannel.ForAddress("https://peer", AgentChannels.Options(peer));
        var client = new InventoryService.InventoryServiceClient(channel);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var refused = await Assert.ThrowsAsync<RpcException>(() => client.ListProductsAsync(new()).ResponseAsync);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.Contains("gzip", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(["identity"], peer.Accepted);
        Assert.InRange(allocated, 0, CompressedRequestTests.Inflated / 16);
    }

    private sealed class Compressing(byte[] bomb) : HttpMessageHandler
    {
        public string[] Accepted { get; private set; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Accepted =
                [.. request.Headers.GetValues("grpc-accept-encoding")
                    .SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries))];
            byte[] header = [1, (byte)(bomb.Length >> 24), (byte)(bomb.Length >> 16), (byte)(bomb.Length >> 8), (byte)bomb.Length];
            var response = new HttpResponseMessage(HttpStatusCode.OK)
            {
                Version = HttpVersion.Version20,
                RequestMessage = request,
                Content =
                    new ByteArrayContent([.. header, .. bomb]) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
            };
            response.Headers.Add("grpc-encoding", "gzip");
            return Task.FromResult(response);
        }
    }
}
