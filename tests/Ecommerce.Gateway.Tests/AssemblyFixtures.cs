using Ecommerce.Testing;

[assembly: AssemblyFixture(typeof(PostgresFixture))]
