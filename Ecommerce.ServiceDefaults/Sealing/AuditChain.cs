using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Ecommerce.Contracts.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.ServiceDefaults.Sealing;

/// <summary>
/// What is hashed and signed of an audit: SHA-256 over fields in a fixed order. A number is 8 bytes, big-endian; a text or bytes follow
/// their length in 4 bytes, which is -1 if there is none; so no two contents have the same bytes.
/// </summary>
public static class AuditChain
{
    /// <summary>Length of a row's entry in a link: its ID and its hash.</summary>
    public const int EntryLength = IdLength + SHA256.HashSizeInBytes;

    private const int IdLength = 16;

    /// <summary>The hash of every column of a row.</summary>
    public static byte[] HashOf(AuditRow row)
    {
        using var fields = new Fields("ecommerce audit row 1");
        fields.Add(row.Position);
        fields.Add(row.AuditId);
        fields.Add(row.EventType);
        fields.Add(row.At);
        fields.Add(row.AgentName);
        fields.Add(row.HasTraceId ? row.TraceId : null);
        fields.Add(row.HasSpanId ? row.SpanId : null);
        fields.Add(row.HasCallerId ? row.CallerId : null);
        fields.Add(row.HasActorId ? row.ActorId : null);
        fields.Add(row.HasPeerId ? row.PeerId : null);
        fields.Add(row.HasAction ? row.Action : null);
        fields.Add(row.HasResource ? row.Resource : null);
        fields.Add(row.HasDecision ? row.Decision : null);
        fields.Add(row.HasReason ? row.Reason : null);
        fields.Add(row.HasOutcome ? row.Outcome : null);
        fields.Add(row.HasCallId ? row.CallId : null);
        fields.Add(row.HasDurationUs ? row.DurationUs : null);
        fields.Add(row.HasListener ? row.Listener : null);
        fields.Add(row.HasAddress ? row.Address : null);
        fields.Add(row.HasCount ? row.Count : null);
        fields.Add(row.HasContext ? row.Context : null);
        return fields.Hash();
    }

    /// <summary>The hash of a link, without the hash that it claims and without its receipt.</summary>
    /// <param name="agent">Whose chain it is, so that a link fits in no other's.</param>
    /// <param name="seal">The link.</param>
    public static byte[] HashOf(string agent, AuditSeal seal)
    {
        using var fields = new Fields("ecommerce audit link 1");
        fields.Add(agent);
        fields.Add(seal.Seal);
        fields.Add(seal.SealedAt);
        fields.Add(seal.LastPosition);
        fields.Add(seal.LastId);
        fields.Add(seal.Entries.Span);
        fields.Add(seal.DroppedBefore);
        fields.Add(seal.Previous.Span);
        return fields.Hash();
    }

    /// <summary>What a witness signs.</summary>
    /// <param name="agent">Whose chain it is.</param>
    /// <param name="head">Its head.</param>
    public static byte[] TextOf(string agent, AuditHead head)
    {
        using var fields = new Fields("ecommerce audit head 1");
        fields.Add(agent);
        fields.Add(head.Seal);
        fields.Add(head.Hash.Span);
        fields.Add(head.SealedAt);
        return fields.Hash();
    }

    /// <summary>The entries of a link for rows in their order.</summary>
    public static ByteString EntriesOf(IReadOnlyList<AuditRow> rows)
    {
        var entries = new byte[rows.Count * EntryLength];
        for (var i = 0; i < rows.Count; i++)
        {
            var entry = entries.AsSpan(i * EntryLength, EntryLength);
            Guid.Parse(rows[i].AuditId).TryWriteBytes(entry, bigEndian: true, out _);
            HashOf(rows[i]).CopyTo(entry[IdLength..]);
        }

        return UnsafeByteOperations.UnsafeWrap(entries);
    }

    /// <summary>The ID and the hash of each row that a link seals.</summary>
    public static IEnumerable<(Guid Id, byte[] Hash)> ReadEntries(ByteString entries)
    {
        for (var start = 0; start + EntryLength <= entries.Length; start += EntryLength)
        {
            yield return (
                new Guid(entries.Span.Slice(start, IdLength), bigEndian: true),
                entries.Span.Slice(start + IdLength, SHA256.HashSizeInBytes).ToArray());
        }
    }

    private sealed class Fields : IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        /// <param name="kind">What is hashed, so that nothing of another kind has the same bytes.</param>
        public Fields(string kind) => Add(kind);

        public void Add(long value)
        {
            Span<byte> bytes = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(bytes, value);
            _hash.AppendData(bytes);
        }

        public void Add(long? value)
        {
            AddLength(value is null ? -1 : sizeof(long));
            if (value is { } number)
            {
                Add(number);
            }
        }

        public void Add(Timestamp value)
        {
            Add(value.Seconds);
            Add((long)value.Nanos);
        }

        public void Add(string? value)
        {
            if (value is null)
            {
                AddLength(-1);
                return;
            }

            Add(Encoding.UTF8.GetBytes(value));
        }

        public void Add(ReadOnlySpan<byte> value)
        {
            AddLength(value.Length);
            _hash.AppendData(value);
        }

        public byte[] Hash() => _hash.GetHashAndReset();

        public void Dispose() => _hash.Dispose();

        private void AddLength(int length)
        {
            Span<byte> bytes = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(bytes, length);
            _hash.AppendData(bytes);
        }
    }
}
