namespace Ecommerce.ServiceDefaults.Capabilities;

/// <summary>A capability that was called downstream while a call was served.</summary>
internal sealed record ToolCallEntry(string Name, long LatencyMs);

/// <summary>The capabilities called downstream while one call was served, at most <see cref="Capacity"/> of them.</summary>
internal sealed class ToolCallLog
{
    private const int Capacity = 64;
    private readonly List<ToolCallEntry> _entries = [];

    public void Add(ToolCallEntry entry)
    {
        lock (_entries)
        {
            if (_entries.Count < Capacity)
            {
                _entries.Add(entry);
            }
        }
    }

    public ToolCallEntry[] ToArray()
    {
        lock (_entries)
        {
            return [.. _entries];
        }
    }
}
