using System.Globalization;
using Ecommerce.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.ServiceDefaults.Development;

/// <summary>
/// The clock of an agent's own work, which can be moved while it runs, to show that nothing is lost by it: by the seconds that stand in the
/// file <c>{agent}.clock</c> of the folder <c>Failpoints:Directory</c>. Only in development. Whether an identity is valid is never decided
/// by it.
/// </summary>
internal sealed class MovableClock(string file) : TimeProvider
{
    /// <summary>The agent's clock: the machine's, unless it can be moved.</summary>
    public static TimeProvider Of(AgentInfo agent, IConfiguration configuration, AgentSettings settings) =>
        settings.IsDevelopment && configuration["Failpoints:Directory"] is { } folder
            ? new MovableClock(Path.Combine(folder, $"{agent.Name}.clock"))
            : System;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;

    private TimeSpan Offset
    {
        get
        {
            try
            {
                return File.Exists(file) && double.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var seconds)
                    ? TimeSpan.FromSeconds(seconds)
                    : TimeSpan.Zero;
            }
            catch (IOException)
            {
                // It was taken away in between.
                return TimeSpan.Zero;
            }
        }
    }
}
