using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Audit;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Sealing;
using Npgsql;

namespace Ecommerce.Testing.Audit;

/// <summary>The order agent's audit on a database of its own, with the sealer's turns taken by the test.</summary>
internal sealed class SealedAudit : IAsyncDisposable
{
    private static readonly AgentInfo Agent = new(AgentNames.Order, "agentweave.io");

    private readonly TestDatabase _database;

    private SealedAudit(TestDatabase database)
    {
        _database = database;
        Seals = NewStore();
    }

    /// <summary>The sealer's turns.</summary>
    public SealStore Seals { get; }

    /// <summary>The serving role's connections.</summary>
    public NpgsqlDataSource App => _database.App;

    /// <summary>The owner's connections, who may change anything.</summary>
    public NpgsqlDataSource Owner => _database.Owner;

    public static async Task<SealedAudit> StartAsync(PostgresFixture postgres) =>
        new(await postgres.CreateDatabaseAsync("orders", typeof(Migrator).Assembly));

    /// <summary>One more replica's sealer.</summary>
    public SealStore NewStore() => new(_database.App, Agent, TimeProvider.System);

    /// <summary>Writes rows in one transaction.</summary>
    /// <returns>Their IDs.</returns>
    public async Task<Guid[]> WriteAsync(int count, DateTimeOffset? at = null)
    {
        var entries = Enumerable.Range(0, count).Select(i => AuditEntry.Create(
            new AuditEvent(AuditEvent.CapabilityCall) { Action = "create_order", Resource = $"order/{i}", Decision = "allow" },
            at ?? TimeProvider.System.GetUtcNow(), written: null)).ToList();
        await AuditStore.InsertAsync(_database.App, Agent.Name, entries, CancellationToken.None);
        return [.. entries.Select(entry => entry.Id)];
    }

    /// <summary>Seals what is final.</summary>
    public Task<int> SealAsync() => SealAsync(Seals);

    /// <summary>Seals what is final, as a sealer that has seen nothing before.</summary>
    public Task<int> SealAnewAsync() => SealAsync(NewStore());

    /// <summary>Drops the months before a day.</summary>
    public Task KeepMonthsAsync(DateTimeOffset first) =>
        Seals.KeepMonthsAsync(DateOnly.FromDateTime(first.UtcDateTime), CancellationToken.None);

    /// <summary>Writes and seals, so many times.</summary>
    public async Task<Guid[]> WriteLinksAsync(int links, int rows)
    {
        List<Guid> ids = [];
        for (var i = 0; i < links; i++)
        {
            ids.AddRange(await WriteAsync(rows));
            await SealAsync();
        }

        return [.. ids];
    }

    /// <summary>The audit as an administrator reads it.</summary>
    public async Task<List<AuditRecord>> ReadAsync(long after = 0)
    {
        List<AuditRecord> records = [];
        await foreach (var record in new AuditReader(_database.App).ChainAsync(after, CancellationToken.None))
        {
            records.Add(record);
        }

        return records;
    }

    /// <summary>The links.</summary>
    public async Task<List<AuditSeal>> LinksAsync() => [.. (await ReadAsync()).Select(record => record.Seal).OfType<AuditSeal>()];

    /// <summary>A certificate with its key that names a SPIFFE ID.</summary>
    public static X509Certificate2 NewLeaf(string spiffeId)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(spiffeId));
        var request = new CertificateRequest("CN=witness", key, HashAlgorithmName.SHA256) { CertificateExtensions = { names.Build() } };
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddMinutes(-1), now.AddHours(1));
    }

    /// <summary>Keeps a receipt for a link, signed under a certificate of that ID.</summary>
    public async Task ReceiveAsync(AuditSeal link, string witness)
    {
        using var certificate = NewLeaf(witness);
        var head = new AuditHead { Seal = link.Seal, Hash = link.Hash, SealedAt = link.SealedAt };
        await ExecuteAsync(
            "INSERT INTO audit_receipt (seal, witness, signature, certificate) VALUES ($1, $2, $3, $4)",
            link.Seal, witness, AuditSignature.Sign(certificate, Agent.Name, head), certificate.RawData);
    }

    /// <summary>The heads that are to be countersigned at a time, of so many links.</summary>
    public async Task<List<long>> UncountersignedAsync(DateTimeOffset now, int links)
    {
        await using var command = _database.App.CreateCommand(SealSql.Uncountersigned).With(now).With(links).With(0L);
        return [.. (await command.ReadAllAsync(SealSql.ReadHead, CancellationToken.None)).Select(head => head.Seal)];
    }

    /// <summary>Keeps some receipt for a link.</summary>
    public Task ReceiveAsync(long link) => ExecuteAsync("INSERT INTO audit_receipt VALUES ($1, '', '', '')", link);

    /// <summary>The number that a question has for an answer.</summary>
    public async Task<long> CountAsync(string sql, params object[] values)
    {
        await using var command = _database.Owner.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Does as the owner of the database does.</summary>
    public async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = _database.Owner.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static async Task<int> SealAsync(SealStore seals)
    {
        var (rows, next) = (0, -1);
        while (next != 0)
        {
            next = await seals.SealAsync(CancellationToken.None);
            rows += next;
        }

        return rows;
    }
}
