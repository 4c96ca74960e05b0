using System.Buffers.Binary;
using System.Globalization;

namespace Ecommerce.Cli.Audit;

/// <summary>
/// Sealed rows that are not there, and rows that are there and not sealed. Whether a missing row was dropped with its month is known only
/// from a later link, so they are kept by the month, and only so many of each by name.
/// </summary>
internal sealed class RowLedger
{
    private const int MostNamed = 1000;

    private readonly SortedDictionary<DateTimeOffset, Month> _missing = [];
    private readonly Dictionary<string, long> _added = [];
    private long _addedCount;

    /// <summary>A row is there that was not sealed where it is.</summary>
    public void Add(string id, long seal)
    {
        _addedCount++;
        if (_added.Count < MostNamed)
        {
            _added.TryAdd(id, seal);
        }
    }

    /// <summary>A sealed row is not there.</summary>
    public void Miss(Guid id, long seal)
    {
        var time = TimeOf(id);
        var first = new DateTimeOffset(time.Year, time.Month, 1, 0, 0, 0, TimeSpan.Zero);
        if (!_missing.TryGetValue(first, out var month))
        {
            _missing.Add(first, month = new());
        }

        month.Count++;
        if (month.Named.Count < MostNamed)
        {
            month.Named.Add((id.ToString(), seal));
        }
    }

    /// <summary>The rows of earlier months were dropped.</summary>
    /// <returns>How many of those that are missing.</returns>
    public long Drop(DateTimeOffset before)
    {
        long dropped = 0;
        foreach (var month in _missing.Keys.TakeWhile(month => month < before).ToList())
        {
            dropped += _missing[month].Count;
            _missing.Remove(month);
        }

        return dropped;
    }

    /// <summary>Adds what remains to the findings. A row that is missing in one place and added in another was moved.</summary>
    public void Report(AuditReport report)
    {
        foreach (var (id, seal) in _missing.Values.SelectMany(month => month.Named))
        {
            if (_added.Remove(id, out var place))
            {
                report.Add("row_moved", seal, id, string.Create(CultureInfo.InvariantCulture, $"it is now among the rows of link {place}"));
                _addedCount--;
            }
            else
            {
                report.Add("row_missing", seal, id, "it was deleted");
            }
        }

        foreach (var (first, month) in _missing.Where(month => month.Value.Count > month.Value.Named.Count))
        {
            report.Add("row_missing", month.Named[^1].Seal, row: null, string.Create(
                CultureInfo.InvariantCulture, $"so were {month.Count - month.Named.Count} more of {first:yyyy-MM}"));
        }

        foreach (var (id, seal) in _added)
        {
            report.Add("row_added", seal, id, "it is among sealed rows and was not sealed");
        }

        if (_addedCount > _added.Count)
        {
            report.Add("row_added", _added.Values.DefaultIfEmpty().Max(), row: null, string.Create(
                CultureInfo.InvariantCulture, $"so were {_addedCount - _added.Count} more"));
        }
    }

    // IDs of version 7 begin with the milliseconds since 1970 (RFC 9562, 5.7).
    private static DateTimeOffset TimeOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16;
        return DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(milliseconds, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
    }

    private sealed class Month
    {
        public long Count { get; set; }

        public List<(string Id, long Seal)> Named { get; } = [];
    }
}
