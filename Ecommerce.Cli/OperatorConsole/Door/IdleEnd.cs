namespace Ecommerce.Cli.OperatorConsole.Door;

/// <summary>Ends the console when nobody has asked it for anything for a while. A page that stays open does not keep it alive.</summary>
internal sealed class IdleEnd : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _ended = new();
    private readonly ITimer _timer;

    /// <param name="limit">How long nobody asks.</param>
    /// <param name="time">The clock.</param>
    public IdleEnd(TimeSpan limit, TimeProvider time)
    {
        _limit = limit;
        _timer = time.CreateTimer(_ => _ended.Cancel(), state: null, limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled when the time is over.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Somebody asked: the time begins anew.</summary>
    public void Touch() => _timer.Change(_limit, Timeout.InfiniteTimeSpan);

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _ended.Dispose();
    }
}
