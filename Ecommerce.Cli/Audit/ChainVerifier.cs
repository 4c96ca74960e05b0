using System.Globalization;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Sealing;
using Google.Protobuf;

namespace Ecommerce.Cli.Audit;

/// <summary>
/// Verifies an agent's chain as it streams by: rows, then the link that seals them. It trusts nothing of the database but what the links
/// before and the witness say.
/// </summary>
/// <param name="agent">Whose chain it is.</param>
/// <param name="witness">SPIFFE ID of the agent that countersigns it.</param>
/// <param name="heads">What the witness keeps: hashes by the links' numbers.</param>
/// <param name="retention">No row is dropped earlier.</param>
/// <param name="time">The clock by which nothing is sealed in the future.</param>
/// <param name="report">Where findings go.</param>
internal sealed class ChainVerifier(
    string agent, string witness, IReadOnlyDictionary<long, ByteString> heads, TimeSpan retention, TimeProvider time,
    AuditReport report)
{
    // A minute, the pause before its head is sent, and as much again.
    private static readonly TimeSpan WitnessDelay = TimeSpan.FromMinutes(3);

    // Clocks differ.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private readonly List<AuditRow> _rows = [];
    private readonly List<long> _unkept = [];
    private readonly RowLedger _ledger = new();
    private AuditSeal? _last;
    private bool _differs;
    private AuditSeal? _uncountersigned;

    /// <summary>The number of the last link; 0 before the first.</summary>
    public long LastSeal => _last?.Seal ?? 0;

    /// <summary>The rows since the last link.</summary>
    public IReadOnlyList<AuditRow> Tail => _rows;

    /// <summary>Takes the next record.</summary>
    public void Read(AuditRecord record)
    {
        if (record.Row is { } row)
        {
            // The stream has begun again after the last link.
            if (_rows.Count > 0 && Compare(_rows[^1], row) >= 0)
            {
                _rows.Clear();
            }

            _rows.Add(row);
        }
        else if (record.Seal is { } seal)
        {
            VerifyLink(seal);
            VerifyRows(seal);
            VerifyWitness(seal);
            (_last, report.Seals) = (seal, report.Seals + 1);
            _rows.Clear();
        }
    }

    /// <summary>Links with a genuine receipt of which the witness kept no head when it was asked; in order.</summary>
    public IReadOnlyList<long> Unkept => _unkept;

    /// <summary>Forgets the rows since the last link, which are read again.</summary>
    public void ReadTailAgain() => _rows.Clear();

    /// <summary>Adds what can only be known at the end.</summary>
    /// <param name="asked">When the witness was asked for its heads.</param>
    /// <param name="keptSince">Of <see cref="Unkept"/>, what the witness has come to keep since.</param>
    public void End(DateTimeOffset asked, IReadOnlyDictionary<long, ByteString> keptSince)
    {
        _ledger.Report(report);
        foreach (var seal in _unkept.Where(seal => !keptSince.ContainsKey(seal)))
        {
            report.Add("head_lost", seal, row: null, Text($"{witness} signed this head and no longer keeps it"));
        }

        foreach (var seal in heads.Keys.Where(seal => seal > LastSeal).Order().Take(1))
        {
            report.Add("head_missing", seal, row: null, Text(
                $"{witness} keeps heads up to link {heads.Keys.Max()}, and the chain ends with link {LastSeal}"));
        }

        if (_uncountersigned is { } link && link.SealedAt.ToDateTimeOffset() < asked - WitnessDelay)
        {
            report.Add("not_countersigned", link.Seal, row: null, Text(
                $"nothing since {link.SealedAt.ToDateTime():u} is countersigned; {witness} may have been away"));
        }

        report.Unsealed = _rows.Count;
    }

    private void VerifyLink(AuditSeal seal)
    {
        if (seal.Seal != LastSeal + 1)
        {
            report.Add("seal_missing", LastSeal + 1, row: null, Text($"link {LastSeal} is followed by link {seal.Seal}"));
        }
        else if (seal.Previous != (_last?.Hash ?? ByteString.Empty))
        {
            report.Add("chain_broken", seal.Seal, row: null, "it does not go on from the link before");
        }

        if (!seal.Hash.Span.SequenceEqual(AuditChain.HashOf(agent, seal)))
        {
            report.Add("seal_edited", seal.Seal, row: null, "its hash is another");
        }

        // Time that a link only claims lets no row grow old: nor would its witness ever be asked for it.
        var (sealedAt, now) = (seal.SealedAt.ToDateTimeOffset(), time.GetUtcNow());
        if (sealedAt > now + Skew)
        {
            report.Add("sealed_in_future", seal.Seal, row: null, Text($"it says that it was sealed at {sealedAt.UtcDateTime:u}"));
        }

        if (seal.DroppedBefore.Length > 0)
        {
            var before = DateTimeOffset.ParseExact(
                seal.DroppedBefore, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            if (before > (sealedAt < now ? sealedAt : now) - retention)
            {
                report.Add("dropped_early", seal.Seal, row: null, Text($"rows of less than {retention.Days} days were dropped"));
            }

            report.Dropped += _ledger.Drop(before);
        }
    }

    private void VerifyRows(AuditSeal seal)
    {
        Dictionary<Guid, byte[]> sealedRows = [];
        foreach (var (id, hash) in AuditChain.ReadEntries(seal.Entries))
        {
            // A sealer names each row once; what was written by hand need not.
            sealedRows.TryAdd(id, hash);
        }

        foreach (var row in _rows)
        {
            if (!Guid.TryParse(row.AuditId, out var id) || !sealedRows.Remove(id, out var hash))
            {
                _ledger.Add(row.AuditId, seal.Seal);
                continue;
            }

            report.Rows++;
            if (!AuditChain.HashOf(row).AsSpan().SequenceEqual(hash))
            {
                report.Add("row_edited", seal.Seal, row.AuditId, "it is not as it was sealed");
            }
        }

        foreach (var id in sealedRows.Keys)
        {
            _ledger.Miss(id, seal.Seal);
        }
    }

    private void VerifyWitness(AuditSeal seal)
    {
        var isKept = heads.TryGetValue(seal.Seal, out var head);
        if (isKept && head != seal.Hash && !_differs)
        {
            // Those that follow differ as well.
            _differs = true;
            report.Add("head_differs", seal.Seal, row: null, Text($"{witness} keeps another hash: the chain was written anew"));
        }

        if (seal.Receipt is { } receipt)
        {
            var signed = new AuditHead { Seal = seal.Seal, Hash = seal.Hash, SealedAt = seal.SealedAt };
            if (receipt.Witness != witness || !AuditSignature.IsValid(receipt, agent, signed))
            {
                report.Add("receipt_forged", seal.Seal, row: null, Text($"{witness} did not sign this head"));
            }
            else if (!isKept)
            {
                _unkept.Add(seal.Seal);
            }
        }

        if (isKept)
        {
            (report.Countersigned, _uncountersigned) = (seal.Seal, null);
        }
        else
        {
            _uncountersigned ??= seal;
        }
    }

    private static int Compare(AuditRow one, AuditRow other) => one.Position == other.Position
        ? string.CompareOrdinal(one.AuditId, other.AuditId) : one.Position.CompareTo(other.Position);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
