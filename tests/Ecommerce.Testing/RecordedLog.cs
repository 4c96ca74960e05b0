using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Testing;

/// <summary>A line that was logged.</summary>
/// <param name="Level">How grave.</param>
/// <param name="Text">As a reader sees it.</param>
/// <param name="Exception">What went with it.</param>
public sealed record RecordedLine(LogLevel Level, string Text, Exception? Exception);

/// <summary>Keeps every line, of every level and category.</summary>
public sealed class RecordedLog : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<RecordedLine> _lines = new();

    /// <summary>All lines so far.</summary>
    public IReadOnlyCollection<RecordedLine> Lines => _lines;

    /// <summary>Waits until there are so many lines of that kind.</summary>
    /// <exception cref="TimeoutException">There are not within 30 s.</exception>
    public Task UntilAsync(Func<RecordedLine, bool> kind, int count) => Eventually.HoldsAsync(
        () => Task.FromResult(_lines.Count(kind) >= count),
        () => $"{_lines.Count(kind)} of {count} lines, of all:\n{string.Join('\n', _lines)}");

    /// <summary>A logger of a type.</summary>
    public ILogger<T> Of<T>() => new Logger<T>(this);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("It keeps lines, and passes none on.");

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => true;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue(new(logLevel, formatter(state, exception), exception));

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held.
    }
}
