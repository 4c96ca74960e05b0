using Ecommerce.Development.Processes;
using Ecommerce.Testing;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Development.Tests.Processes;

public sealed class FileLogTests
{
    [Fact]
    public void A_line_has_the_time_the_level_the_category_and_the_event()
    {
        using var folder = new TestFolder();
        using var loggers = FileLog.Factory(folder.At("authority.log"), new ManualTime());

        loggers.CreateLogger("Spiffe.Authority").Log(LogLevel.Warning, new EventId(2), "A caller is refused", null, (text, _) => text);
        loggers.CreateLogger("Spiffe.Authority").Log(LogLevel.Debug, new EventId(3), "nothing", null, (text, _) => text);

        Assert.Equal(
            "2026-01-01T00:00:00.000Z warn: Spiffe.Authority[2] A caller is refused\n", File.ReadAllText(folder.At("authority.log")));
    }
}
