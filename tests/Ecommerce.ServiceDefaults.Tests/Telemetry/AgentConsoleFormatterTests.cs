using System.Diagnostics;
using Ecommerce.ServiceDefaults.Telemetry;
using Ecommerce.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecommerce.ServiceDefaults.Tests.Telemetry;

public sealed class AgentConsoleFormatterTests
{
    [Fact]
    public void A_line_names_the_trace_that_it_was_written_in()
    {
        using var activity = new Activity("handle_get_order").Start();

        Assert.Equal(
            $"2026-01-01T00:00:00.000Z warn: Shop[7] refused trace_id={activity.TraceId.ToHexString()}{Environment.NewLine}",
            Write(LogLevel.Warning, "refused"));
    }

    [Fact]
    public void A_line_outside_any_trace_names_none() =>
        Assert.Equal($"2026-01-01T00:00:00.000Z info: Shop[7] started{Environment.NewLine}", Write(LogLevel.Information, "started"));

    [Fact]
    public void What_a_stranger_sent_begins_no_line_of_its_own_and_commands_no_terminal()
    {
        var line = Write(LogLevel.Error, "no such peer: x\r\n2026-01-01 info: all is well\u001b[2J", new InvalidOperationException("a\nb"));

        Assert.Equal(Environment.NewLine, line[^Environment.NewLine.Length..]);
        Assert.DoesNotContain(line[..^Environment.NewLine.Length], char.IsControl);
        Assert.Contains("InvalidOperationException: a b", line, StringComparison.Ordinal);
    }

    private static string Write(LogLevel level, string text, Exception? exception = null)
    {
        using var writer = new StringWriter();
        new AgentConsoleFormatter(new ManualTime()).Write(
            new LogEntry<string>(level, "Shop", new EventId(7), text, exception, (state, _) => state), scopeProvider: null, writer);
        return writer.ToString();
    }
}
