namespace Ecommerce.ServiceDefaults.Database;

/// <summary>Times as PostgreSQL keeps them.</summary>
public static class DatabaseTime
{
    /// <summary>In whole microseconds: what is answered before it is read back is the same afterwards.</summary>
    public static DateTimeOffset InMicroseconds(this DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
}
