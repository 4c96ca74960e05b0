using Ecommerce.ServiceDefaults.Sealing;
using Ecommerce.Testing;
using Ecommerce.Testing.Audit;

namespace Ecommerce.ServiceDefaults.Tests.Sealing;

/// <summary>What is about one resource is found however much has been sealed since.</summary>
public sealed class AuditReaderTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task The_rows_about_a_resource_are_read_without_the_chain_from_a_time_on_and_in_order()
    {
        await using var audit = await SealedAudit.StartAsync(postgres);
        List<Guid> written = [];
        foreach (var hours in (int[])[-48, -2, -1, 0])
        {
            // Of three orders; the second is asked about.
            written.Add((await audit.WriteAsync(3, Now.AddHours(hours)))[1]);
            await audit.SealAsync();
        }

        Assert.Equal(written, await AboutAsync("order/1", since: null));
        Assert.Equal(written[1..], await AboutAsync("order/1", Now.AddDays(-1)));
        Assert.Empty(await AboutAsync("order/1", Now.AddHours(1)));
        Assert.Empty(await AboutAsync("order/", since: null));

        async Task<List<Guid>> AboutAsync(string resource, DateTimeOffset? since)
        {
            List<Guid> rows = [];
            await foreach (var record in new AuditReader(audit.App).AboutAsync(resource, since, CancellationToken.None))
            {
                Assert.Equal(resource, record.Row.Resource);
                rows.Add(Guid.Parse(record.Row.AuditId));
            }

            return rows;
        }
    }
}
