using System.Diagnostics;
using OpenTelemetry;

namespace Ecommerce.ServiceDefaults.Telemetry;

/// <summary>
/// Keeps out of the traces what belongs to no call: agents look into their databases several times a second, and are probed as often.
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

    /// <summary>Records neither the span nor, since the decision is passed on, what happens under it.</summary>
    public static void Drop(Activity activity)
    {
        activity.IsAllDataRequested = false;
        activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
