using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.Testing;

namespace Ecommerce.ServiceDefaults.Tests.Database;

public sealed class ColumnsTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await postgres.CreateDatabaseAsync("orders", typeof(ColumnsTests).Assembly);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData(PaymentStatus.Pending, "pending")]
    [InlineData(PaymentStatus.RequiresAction, "requires_action")]
    public void An_enums_value_is_its_name_in_snake_case_and_back(PaymentStatus status, string column)
    {
        Assert.Equal(column, status.ToColumn());
        Assert.Equal(status, column.ToEnum<PaymentStatus>());
    }

    [Theory]
    [InlineData("PENDING")]
    [InlineData("1")]
    [InlineData("")]
    public void Another_text_is_not_a_value(string column) => Assert.Throws<FormatException>(() => column.ToEnum<PaymentStatus>());

    [Fact]
    public void A_value_that_the_enum_does_not_define_has_no_name() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ((PaymentStatus)99).ToColumn());

    [Fact]
    public async Task What_is_null_is_written_and_read_as_null()
    {
        await using var command = _database.App.CreateCommand(
            """
            SELECT $1, $2, $3, $4, $5, $6
            WHERE $1 IS NULL AND $2 IS NULL AND $3 IS NULL AND $4 IS NULL AND $5 IS NULL AND $6 IS NULL
            """);
        command.With<string?>(null).With<byte[]?>(null).With<Guid?>(null).With<long?>(null).With<TimeSpan?>(null)
            .With<DateTimeOffset?>(null);
        await using var reader = await command.ExecuteReaderAsync();

        Assert.True(await reader.ReadAsync());
        Assert.Null(reader.GetNullableString(0));
        Assert.Null(reader.GetNullableBytes(1));
        Assert.Null(reader.GetNullable<Guid>(2));
        Assert.Null(reader.GetNullable<long>(3));
        Assert.Null(reader.GetNullable<TimeSpan>(4));
        Assert.Null(reader.GetNullable<DateTimeOffset>(5));
        Assert.Equal(
            ["text", "bytea", "uuid", "bigint", "interval", "timestamp with time zone"],
            Enumerable.Range(0, 6).Select(reader.GetDataTypeName));
    }

    [Fact]
    public async Task What_is_not_null_is_read_as_it_was_written()
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        await using var command = _database.App.CreateCommand("SELECT $1, $2, $3, $4");
        command.With<string?>("a").With<byte[]?>([1]).With<Guid?>(id).With(PaymentStatus.Voided.ToColumn());
        await using var reader = await command.ExecuteReaderAsync();

        Assert.True(await reader.ReadAsync());
        Assert.Equal("a", reader.GetNullableString(0));
        Assert.Equal([1], reader.GetNullableBytes(1)!);
        Assert.Equal(id, reader.GetNullable<Guid>(2));
        Assert.Equal(PaymentStatus.Voided, reader.GetEnum<PaymentStatus>(3));
    }
}
