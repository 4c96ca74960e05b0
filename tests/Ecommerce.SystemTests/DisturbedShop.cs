using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>The tests at <see cref="DisturbedShop"/>, which starts once.</summary>
[CollectionDefinition]
public sealed class DisturbedShopCollection : ICollectionFixture<DisturbedShop>;

/// <summary>
/// A shop where one test at a time kills, stops or changes what all others there would need, while the tests at other shops go on.
/// </summary>
public sealed class DisturbedShop : ShopFixture;
