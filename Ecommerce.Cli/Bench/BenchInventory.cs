using Ecommerce.Contracts.V1;
using Grpc.Core;

namespace Ecommerce.Cli.Bench;

/// <summary>What every rung calls: <c>get_product</c> as the inventory agent has it, without the database behind it.</summary>
internal sealed class BenchInventory : InventoryService.InventoryServiceBase
{
    /// <summary>The one SKU that it has.</summary>
    public const string Sku = "WIDGET-001";

    /// <inheritdoc/>
    public override Task<Product> GetProduct(GetProductRequest request, ServerCallContext context) => request.Sku == Sku
        ? Task.FromResult(new Product { Sku = Sku, Name = "Widget", Price = "19.99", Currency = "USD", Available = 1000 })
        : throw new RpcException(new(StatusCode.NotFound, "There is no such product."));
}
