namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>Deadlines shrink hop by hop, so that who asks always hears before it gives up.</summary>
internal static class Deadlines
{
    /// <summary>The longest deadline of a hop, and the one of a call without any.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>A hop with less time than this is not made: its answer would come too late.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(100);

    /// <summary>The earliest of the hop's limit, what the call asks for, and what is left of the inbound call less a margin.</summary>
    public static DateTimeOffset ForHop(DateTimeOffset now, DateTimeOffset? asked, DateTimeOffset? inbound)
    {
        var deadline = now + Limit;
        if (asked < deadline)
        {
            deadline = asked.Value;
        }

        return inbound is { } end && end - Margin < deadline ? end - Margin : deadline;
    }
}
