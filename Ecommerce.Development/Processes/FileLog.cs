using Ecommerce.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Development.Processes;

/// <summary>
/// Writes log lines to a file, in the form of the agents' logs. It opens the file for each: lines are few, and <see cref="LogRotation"/>
/// may empty it in between.
/// </summary>
internal sealed class FileLog(string path, TimeProvider time) : ILoggerProvider
{
    private readonly Lock _gate = new();

    /// <summary>Loggers that write to the file alone, from the level of information, and warnings of the framework.</summary>
    public static ILoggerFactory Factory(string path, TimeProvider time)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return LoggerFactory.Create(logging => logging
            .AddFilter("Microsoft", LogLevel.Warning).AddFilter("Grpc", LogLevel.Warning)
            .AddProvider(new FileLog(path, time)));
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is open between lines.
    }

    private void Write(string line)
    {
        lock (_gate)
        {
            File.AppendAllText(path, line);
        }
    }

    private sealed class Logger(FileLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and not LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            var text = $"{formatter(state, exception)} {exception}".TrimEnd().ReplaceLineEndings(" ");
            log.Write($"{log.Now:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {LogLevelNames.Of(logLevel)}: {category}[{eventId.Id}] {text}\n");
        }
    }

    private DateTimeOffset Now => time.GetUtcNow();
}
