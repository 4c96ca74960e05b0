using System.Diagnostics;
using Ecommerce.ServiceDefaults.Privacy;
using OpenTelemetry;

namespace Ecommerce.ServiceDefaults.Telemetry;

/// <summary>Takes out of spans what must not leave; see <see cref="Redaction"/>. It comes before the exporter.</summary>
internal sealed class SpanRedaction : BaseProcessor<Activity>
{
    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        foreach (var (key, value) in data.TagObjects)
        {
            if (value is string text && Redaction.Of(text) is var clean && !ReferenceEquals(clean, text))
            {
                data.SetTag(key, clean);
            }
        }

        if (data.StatusDescription is { } status)
        {
            data.SetStatus(data.Status, Redaction.Of(status));
        }

        // An event cannot be changed.
        if (data.Events.Any(item => item.Tags.Any(tag => tag.Value is string text && !ReferenceEquals(Redaction.Of(text), text))))
        {
            SpanFilter.Drop(data);
        }
    }
}
