using System.Globalization;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Sealing;

/// <summary>The statements on the audit's chain, and its rows.</summary>
internal static class SealSql
{
    private const string RowColumns =
        """
        position, audit_id, event_type, at, agent_name, trace_id, span_id, caller_id, actor_id, peer_id, action, resource, decision, reason,
        outcome, call_id, duration_us, listener, address, count, context::text
        """;

    private const string LinkColumns = "s.seal, sealed_at, last_position, last_id, entries, dropped_before, previous, hash";

    // Arbitrary, but the same in every version of the code.
    private const long AdvisoryLock = 0x6175646974;

    /// <summary>Makes this transaction the only one that seals; false while another one does.</summary>
    public static readonly string Lead = string.Create(CultureInfo.InvariantCulture, $"SELECT pg_try_advisory_xact_lock({AdvisoryLock})");

    /// <summary>
    /// $1, $2: position and ID of the last sealed row; $3: a link's number. Whether rows follow, else null, and that link's hash. It is
    /// asked in order, since EXISTS by itself reads small tables from end to end, and goes on to do so when they grow.
    /// </summary>
    public const string Look =
        """
        SELECT (SELECT true FROM audit WHERE (position, audit_id) > ($1, $2) ORDER BY position, audit_id LIMIT 1),
            (SELECT hash FROM audit_seal WHERE seal = $3)
        """;

    /// <summary>The last link.</summary>
    public const string Head = $"SELECT {LinkColumns} FROM audit_seal s ORDER BY seal DESC LIMIT 1";

    /// <summary>
    /// $1, $2: position and ID of the last sealed row; $3: the maximum number of rows. Those that follow, as far as no running transaction
    /// can add one before them.
    /// </summary>
    public const string Unsealed =
        $"""
        SELECT {RowColumns} FROM audit
        WHERE (position, audit_id) > ($1, $2)
            AND position < (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + shift FROM audit_origin)
        ORDER BY position, audit_id LIMIT $3
        """;

    /// <summary>$1 to $8: a link.</summary>
    public const string Add =
        """
        INSERT INTO audit_seal (seal, sealed_at, last_position, last_id, entries, dropped_before, previous, hash)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """;

    /// <summary>$1: a link's number; $2: the maximum number of links. Those that follow, with the witness's receipts.</summary>
    public const string Links =
        $"""
        SELECT {LinkColumns}, witness, signature, certificate FROM audit_seal s LEFT JOIN audit_receipt r ON r.seal = s.seal
        WHERE s.seal > $1 ORDER BY s.seal LIMIT $2
        """;

    /// <summary>$1, $2: position and ID of a row; $3, $4: of a later one. The rows after the first, up to the second.</summary>
    public const string RowsBetween =
        $"""
        SELECT {RowColumns} FROM audit WHERE (position, audit_id) > ($1, $2) AND (position, audit_id) <= ($3, $4)
        ORDER BY position, audit_id
        """;

    /// <summary>
    /// $1: a resource; $2: a time; $3: the maximum number of rows. The last rows about it since then, by the time that is in their IDs.
    /// </summary>
    public const string RowsAbout =
        $"""
        SELECT * FROM (
            SELECT {RowColumns}, audit_id AS id FROM audit
            WHERE audit_id >= audit_id_of($2) AND resource = $1 ORDER BY audit_id DESC LIMIT $3) rows
        ORDER BY id
        """;

    /// <summary>$1: a link's number. The position and the ID of its last row.</summary>
    public const string LastRowOf = "SELECT last_position, last_id FROM audit_seal WHERE seal = $1";

    /// <summary>The number of the last link; 0 if there is none.</summary>
    public const string LastNumber = "SELECT coalesce(max(seal), 0) FROM audit_seal";

    /// <summary>
    /// $1: a time; $2: a number of links; $3: a link's number. Of so many links, after that one and after the last one that has a receipt,
    /// the last link of each earlier minute, in the order of the chain: the clocks of replicas differ.
    /// </summary>
    public const string Uncountersigned =
        """
        SELECT seal, hash, sealed_at FROM (
            SELECT DISTINCT ON (date_trunc('minute', s.sealed_at)) s.seal, s.hash, s.sealed_at FROM audit_seal s,
                (SELECT greatest((SELECT seal FROM audit_receipt ORDER BY seal DESC LIMIT 1), $3) AS seal) last
            WHERE s.seal > last.seal AND s.seal <= last.seal + $2 AND s.sealed_at < date_trunc('minute', $1)
            ORDER BY date_trunc('minute', s.sealed_at), s.seal DESC) heads
        ORDER BY seal
        """;

    /// <summary>$1: a link's number, $2 to $4: its receipt.</summary>
    public const string AddReceipt =
        "INSERT INTO audit_receipt (seal, witness, signature, certificate) VALUES ($1, $2, $3, $4) ON CONFLICT (seal) DO NOTHING";

    /// <summary>
    /// $1: an agent; $2 to $4: the head of its chain; $5: now. Keeps a head that is later than all others; what is kept under its number.
    /// </summary>
    public const string Witness =
        """
        WITH added AS (
            INSERT INTO audit_witnessed (agent, seal, hash, sealed_at, witnessed_at)
            SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS (SELECT FROM audit_witnessed WHERE agent = $1 AND seal >= $2)
            ON CONFLICT (agent, seal) DO NOTHING RETURNING hash)
        SELECT hash FROM added UNION ALL SELECT hash FROM audit_witnessed WHERE agent = $1 AND seal = $2
        """;

    /// <summary>$1: an agent; $2: a link's number. The heads of its chain that were witnessed, after that link.</summary>
    public const string Witnessed = "SELECT seal, hash, sealed_at FROM audit_witnessed WHERE agent = $1 AND seal > $2 ORDER BY seal";

    /// <summary>Makes the partitions of the months to come.</summary>
    public const string AddMonths = "SELECT audit_add_months()";

    /// <summary>$1: a month's first day. Drops the rows of earlier months.</summary>
    public const string Drop = "SELECT audit_drop($1)";

    /// <summary>$1: a month's first day. Whether there are partitions with rows of earlier months only.</summary>
    public const string HasOlder = "SELECT EXISTS (SELECT audit_months_before($1))";

    /// <summary>Reads a row of the audit.</summary>
    public static AuditRow ReadRow(NpgsqlDataReader reader)
    {
        var row = new AuditRow
        {
            Position = reader.GetInt64(0),
            AuditId = reader.GetGuid(1).ToString(),
            EventType = reader.GetString(2),
            At = ReadTime(reader, 3),
            AgentName = reader.GetString(4),
        };
        SetText(reader, 5, value => row.TraceId = value);
        SetText(reader, 6, value => row.SpanId = value);
        SetText(reader, 7, value => row.CallerId = value);
        SetText(reader, 8, value => row.ActorId = value);
        SetText(reader, 9, value => row.PeerId = value);
        SetText(reader, 10, value => row.Action = value);
        SetText(reader, 11, value => row.Resource = value);
        SetText(reader, 12, value => row.Decision = value);
        SetText(reader, 13, value => row.Reason = value);
        SetText(reader, 14, value => row.Outcome = value);
        if (reader.GetNullable<Guid>(15) is { } call)
        {
            row.CallId = call.ToString();
        }

        if (reader.GetNullable<long>(16) is { } duration)
        {
            row.DurationUs = duration;
        }

        SetText(reader, 17, value => row.Listener = value);
        SetText(reader, 18, value => row.Address = value);
        if (reader.GetNullable<long>(19) is { } count)
        {
            row.Count = count;
        }

        SetText(reader, 20, value => row.Context = value);
        return row;
    }

    /// <summary>Reads a link, without its receipt.</summary>
    public static AuditSeal ReadLink(NpgsqlDataReader reader) => new()
    {
        Seal = reader.GetInt64(0),
        SealedAt = ReadTime(reader, 1),
        LastPosition = reader.GetInt64(2),
        LastId = reader.GetGuid(3).ToString(),
        Entries = ReadBytes(reader, 4),
        DroppedBefore = reader.GetNullable<DateOnly>(5) is { } day ? DayOf(day) : "",
        Previous = ReadBytes(reader, 6),
        Hash = ReadBytes(reader, 7),
    };

    /// <summary>Reads a row of <see cref="Links"/>.</summary>
    public static AuditSeal ReadLinkWithReceipt(NpgsqlDataReader reader)
    {
        var link = ReadLink(reader);
        if (!reader.IsDBNull(8))
        {
            link.Receipt = new()
            {
                Witness = reader.GetString(8),
                Signature = ReadBytes(reader, 9),
                Certificate = ReadBytes(reader, 10),
            };
        }

        return link;
    }

    /// <summary>Reads a row of <see cref="Uncountersigned"/> or <see cref="Witnessed"/>.</summary>
    public static AuditHead ReadHead(NpgsqlDataReader reader) => new()
    {
        Seal = reader.GetInt64(0),
        Hash = ReadBytes(reader, 1),
        SealedAt = ReadTime(reader, 2),
    };

    /// <summary>Reads a row of <see cref="Witness"/>.</summary>
    public static byte[] ReadKept(NpgsqlDataReader reader) => reader.GetFieldValue<byte[]>(0);

    /// <summary>A day as links have it.</summary>
    public static string DayOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <inheritdoc cref="DayOf(DateOnly)"/>
    public static DateOnly DayOf(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static ByteString ReadBytes(NpgsqlDataReader reader, int column) =>
        UnsafeByteOperations.UnsafeWrap(reader.GetFieldValue<byte[]>(column));

    private static Timestamp ReadTime(NpgsqlDataReader reader, int column) =>
        Timestamp.FromDateTimeOffset(reader.GetFieldValue<DateTimeOffset>(column));

    private static void SetText(NpgsqlDataReader reader, int column, Action<string> set)
    {
        if (reader.GetNullableString(column) is { } value)
        {
            set(value);
        }
    }
}
