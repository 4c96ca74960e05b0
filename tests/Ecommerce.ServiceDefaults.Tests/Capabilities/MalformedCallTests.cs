using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Grpc.Core;

namespace Ecommerce.ServiceDefaults.Tests.Capabilities;

/// <summary>A request that is not a gRPC call is the caller's fault, and at most one log line: gRPC over HTTP/2, Requests.</summary>
public sealed class MalformedCallTests
{
    private const string Method = "/ecommerce.v1.InventoryService/ListProducts";

    [Theory]
    [InlineData("07 00000000")]
    [InlineData("00 FFFFFFFF")]
    [InlineData("00 80000000")]
    [InlineData("00 0000")]
    [InlineData("")]
    public async Task A_frame_that_no_client_writes_is_INVALID_ARGUMENT(string body)
    {
        await using var door = await Door.OpenAsync<Inventory>(AgentNames.Inventory);

        var answer =
            await door.SendBytesAsync(Method, Convert.FromHexString(body.Replace(" ", "", StringComparison.Ordinal)), "agent/gateway");

        Assert.Equal((StatusCode.InvalidArgument, "INVALID_REQUEST"), (answer.Status, answer.Reason));
        Assert.Single(door.Log.All, line => line.Contains("cannot be read", StringComparison.Ordinal));
        Assert.DoesNotContain(door.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metadata_that_is_not_ours_need_not_be_readable()
    {
        await using var door = await Door.OpenAsync<Inventory>(AgentNames.Inventory);

        var answer = await door.SendBytesAsync(Method, new byte[5], "agent/admin", ("x-bin", "no base64!"));

        Assert.Equal(StatusCode.OK, answer.Status);
        Assert.DoesNotContain(door.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private sealed class Inventory : InventoryService.InventoryServiceBase
    {
        public override Task<ProductList> ListProducts(ListProductsRequest request, ServerCallContext context) =>
            Task.FromResult(new ProductList());
    }
}
