using Ecommerce.ServiceDefaults.Privacy;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Ecommerce.ServiceDefaults.Telemetry;

/// <summary>Takes out of exported log records what must not leave; see <see cref="Redaction"/>. It comes before the exporter.</summary>
internal sealed class LogRedaction : BaseProcessor<LogRecord>
{
    /// <inheritdoc/>
    public override void OnEnd(LogRecord data)
    {
        data.FormattedMessage = Clean(data.FormattedMessage);
        data.Body = Clean(data.Body);
        data.Attributes = data.Attributes?.Select(attribute => new KeyValuePair<string, object?>(
            attribute.Key, attribute.Value is string value ? Redaction.Of(value) : attribute.Value)).ToList();
        if (data.Exception is { } exception && exception.ToString() is var text && !ReferenceEquals(Redaction.Of(text), text))
        {
            // As the exporter would write it.
            data.Attributes =
            [
                .. data.Attributes ?? [], new("exception.type", exception.GetType().Name), new("exception.stacktrace", Redaction.Of(text)),
            ];
            data.Exception = null;
        }
    }

    private static string? Clean(string? text) => text is null ? null : Redaction.Of(text);
}
