using Ecommerce.Testing;

[assembly: AssemblyFixture(typeof(ShopFixture))]
