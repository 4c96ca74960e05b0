namespace Ecommerce.Gateway.Limits;

/// <summary>A request's body that has to come whole within a time, and counts what of it is held until then.</summary>
/// <param name="body">The body as the server reads it.</param>
/// <param name="caller">The caller's counter; see <see cref="Callers"/>.</param>
/// <param name="limits">What may be held.</param>
/// <param name="limit">Within which it comes.</param>
/// <param name="time">The clock.</param>
internal sealed class BoundedBody(Stream body, int caller, BodyLimits limits, TimeSpan limit, TimeProvider time) : Stream
{
    private readonly CancellationTokenSource _late = new(limit, time);
    private long _read;
    private int _held;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="BadHttpRequestException">It did not come in time (408), or too much is held (429).</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(_late.Token, cancellationToken);
        int read;
        try
        {
            read = await body.ReadAsync(buffer, ending.Token);
        }
        catch (OperationCanceledException exception) when (_late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new BadHttpRequestException("The request body timed out.", StatusCodes.Status408RequestTimeout, exception);
        }

        if (read == 0 && buffer.Length > 0)
        {
            End();
            return 0;
        }

        var free = (int)Math.Clamp(BodyLimits.FreeBytes - _read, 0, read);
        _read += read;
        if (!limits.TryTake(caller, read - free))
        {
            throw new BadHttpRequestException("Too many bodies are being read.", StatusCodes.Status429TooManyRequests);
        }

        _held += read - free;
        return read;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Gives back what is held; whoever answers for long has it no more.</summary>
    public void End()
    {
        _late.CancelAfter(Timeout.InfiniteTimeSpan);
        if (_held > 0)
        {
            limits.Return(caller, _held);
            _held = 0;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            End();
            _late.Dispose();
        }

        base.Dispose(disposing);
    }
}
