using A2A.Validation;

namespace A2A.Server;

/// <summary>How a server bounds what strangers ask of it.</summary>
public sealed class A2AServerOptions
{
    /// <summary>What a request may hold.</summary>
    public A2ALimits Limits { get; set; } = new();

    /// <summary>After so much silence a line is sent on a stream of JSON, so that nothing between takes it for dead.</summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// A stream ends after this time, and its reader subscribes anew; so long, too, does a caller wait for a task at most, and then gets
    /// it as it stands.
    /// </summary>
    public TimeSpan StreamLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Most streams and waiting callers at once.</summary>
    public int Streams { get; set; } = 1000;

    /// <summary>So long a card may be used again without asking.</summary>
    public TimeSpan CardLifetime { get; set; } = TimeSpan.FromMinutes(1);
}
