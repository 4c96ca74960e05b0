using System.Diagnostics;
using System.Globalization;
using Ecommerce.ServiceDefaults.Privacy;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Ecommerce.ServiceDefaults.Telemetry;

/// <summary>
/// One line an entry: time, level, category, text, and the trace that it belongs to, so that a problem's <c>trace_id</c> can be searched
/// for. Scopes are left out: they would repeat the connection and the path on every line.
/// </summary>
internal sealed class AgentConsoleFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "agent";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.Write(time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        textWriter.Write(' ');
        textWriter.Write(LogLevelNames.Of(logEntry.LogLevel));
        textWriter.Write(": ");
        textWriter.Write(logEntry.Category);
        textWriter.Write('[');
        textWriter.Write(logEntry.EventId.Id);
        textWriter.Write("] ");
        WriteOnOneLine(textWriter, logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
        {
            textWriter.Write(" trace_id=");
            textWriter.Write(activity.TraceId.ToHexString());
        }

        if (logEntry.Exception is { } exception)
        {
            textWriter.Write(' ');
            WriteOnOneLine(textWriter, exception.ToString());
        }

        textWriter.WriteLine();
    }

    // The text may contain a client's input, which must neither start a line nor control the terminal.
    private static void WriteOnOneLine(TextWriter writer, string text)
    {
        foreach (var character in Redaction.Of(text))
        {
            writer.Write(char.IsControl(character) ? ' ' : character);
        }
    }
}
