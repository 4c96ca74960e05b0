using System.IO.Compression;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Ecommerce.ServiceDefaults.Tests.Capabilities;

/// <summary>What a peer compresses is refused as it comes: gRPC, compression.md.</summary>
[Collection(nameof(AllocationCollection))]
public sealed class CompressedRequestTests
{
    internal const int Inflated = 64 * 1024 * 1024;
    private const string Method = "/ecommerce.v1.InventoryService/AdjustStock";

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_compressed_request_is_refused_before_it_is_inflated(string encoding)
    {
        await using var door = await Door.OpenAsync<Inventory>(AgentNames.Inventory);
        var bomb = Bomb(encoding);
        await door.SendAsync(Method, [], "client/cli");

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var answer = await door.SendAsync(Method, bomb, "client/cli", encoding: encoding, flag: 1);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.Equal((StatusCode.Unimplemented, "identity"), (answer.Status, answer.AcceptEncoding));
        Assert.InRange(allocated, 0, Inflated / 16);
    }

    /// <summary>One unknown field of zeros.</summary>
    internal static byte[] Bomb(string encoding)
    {
        using var bytes = new MemoryStream();
        using (Stream packed = encoding == "gzip"
            ? new GZipStream(bytes, CompressionLevel.Optimal)
            : new ZLibStream(bytes, CompressionLevel.Optimal))
        {
            using var output = new CodedOutputStream(packed, leaveOpen: true);
            output.WriteTag(1000, WireFormat.WireType.LengthDelimited);
            output.WriteLength(Inflated);
            output.Flush();
            packed.Write(new byte[Inflated]);
        }

        return bytes.ToArray();
    }

    private sealed class Inventory : InventoryService.InventoryServiceBase;
}
