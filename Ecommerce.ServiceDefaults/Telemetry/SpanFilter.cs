using System.Diagnostics;
using OpenTelemetry;

namespace Ecommerce.ServiceDefaults.Telemetry;

/// <summary>
/// Drops spans that belong to no call: agents poll their databases several times a second and are probed as often.
/// </summary>
internal sealed class SpanFilter : BaseProcessor<Activity>
{
    // The name of Npgsql's ActivitySource.
    private const string NpgsqlSource = "Npgsql";

    /// <summary>A statement outside any trace is a background poll's.</summary>
    public override void OnStart(Activity data)
    {
        if (data.ParentId is null && data.Source.Name == NpgsqlSource)
        {
            Drop(data);
        }
    }

    /// <summary>Records neither the span nor its children, which inherit the decision.</summary>
    public static void Drop(Activity activity)
    {
        activity.IsAllDataRequested = false;
        activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
