namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>Deadlines shrink hop by hop, so that each caller gets its answer before it stops waiting.</summary>
internal static class Deadlines
{
    /// <summary>The longest time for a hop, and that of a call without a deadline.</summary>
    public static readonly TimeSpan MaxTimeout = TimeSpan.FromSeconds(30);

    /// <summary>With less time than this a call is not sent: its answer would come too late.</summary>
    public static readonly TimeSpan MinTimeout = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// The earliest of: <see cref="MaxTimeout"/> from now, what the call asks for, and the inbound call's deadline less a margin.
    /// </summary>
    public static DateTimeOffset ForHop(DateTimeOffset now, DateTimeOffset? asked, DateTimeOffset? inbound)
    {
        var deadline = now + MaxTimeout;
        if (asked < deadline)
        {
            deadline = asked.Value;
        }

        return inbound is { } end && end - Margin < deadline ? end - Margin : deadline;
    }
}
