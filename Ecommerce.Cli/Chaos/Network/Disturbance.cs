namespace Ecommerce.Cli.Chaos.Network;

/// <summary>What a <see cref="Link"/> does to its connections.</summary>
internal enum Disturbance
{
    /// <summary>All passes at once.</summary>
    None,

    /// <summary>Whatever passes comes 50 to 250 ms later.</summary>
    Late,

    /// <summary>4 KiB pass in a second.</summary>
    Slow,

    /// <summary>Nothing passes, and the connections stay; what was held back passes when it is over.</summary>
    Silent,

    /// <summary>A connection is reset in the middle of what it carries.</summary>
    Cuts,

    /// <summary>Connections are refused, and those that there are were reset.</summary>
    Refuses,

    /// <summary>Of every three commits, the first is done by PostgreSQL, and its connection is reset before anybody hears of it.</summary>
    LosesCommits,
}
