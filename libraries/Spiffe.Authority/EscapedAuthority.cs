using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace Spiffe.Authority;

/// <summary>
/// Admits clients whose gRPC (that of C, Python, C++ and Ruby) sends a Unix socket's escaped path as <c>:authority</c>, such as
/// <c>tmp%2Fapi.sock</c>. Kestrel refuses a percent sign there, whatever its options, so it is replaced by a dash. The field keeps its
/// length, so that nothing else of the connection changes, nor the table of header compression (RFC 7541).
/// </summary>
internal static class EscapedAuthority
{
    private const int FrameHeader = 9;
    private const int LargestFrame = FrameHeader + (16 * 1024); // what Kestrel takes (RFC 9113, 4.2)
    private const int Headers = 1;
    private const int Padded = 0x8;
    private const int Priority = 0x20;

    private static ReadOnlySpan<byte> Preface => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    /// <summary>The connection middleware.</summary>
    public static async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var transport = connection.Transport;
        var pipe = new Pipe();
        connection.Transport = new Duplex(pipe.Reader, transport.Output);
        var copying = CopyAsync(transport.Input, pipe.Writer);
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = transport;
            await pipe.Reader.CompleteAsync();
            transport.Input.CancelPendingRead();
            await copying;
        }
    }

    private static async Task CopyAsync(PipeReader from, PipeWriter to)
    {
        Exception? failure = null;
        try
        {
            var isBegun = false;
            while (true)
            {
                var read = await from.ReadAsync();
                var rest = read.Buffer;
                while (Next(rest, isBegun, read.IsCompleted) is var length and > 0)
                {
                    var span = to.GetSpan(length)[..length];
                    rest.Slice(0, length).CopyTo(span);
                    if (isBegun)
                    {
                        Rewrite(span);
                    }

                    to.Advance(length);
                    rest = rest.Slice(length);
                    isBegun = true;
                }

                from.AdvanceTo(rest.Start, rest.End);
                var flushed = await to.FlushAsync();
                if (read.IsCompleted || read.IsCanceled || flushed.IsCompleted)
                {
                    break;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ConnectionAbortedException)
        {
            failure = exception; // the peer went away
        }

        await to.CompleteAsync(failure);
    }

    /// <summary>How many bytes to pass on: the preface, then a frame; what is neither passes as it is, and Kestrel judges it.</summary>
    private static int Next(ReadOnlySequence<byte> rest, bool isBegun, bool isLast)
    {
        var available = (int)Math.Min(rest.Length, LargestFrame);
        if (isLast)
        {
            return available;
        }

        if (!isBegun)
        {
            return available >= Preface.Length ? Preface.Length : 0;
        }

        if (available < FrameHeader)
        {
            return 0;
        }

        Span<byte> header = stackalloc byte[FrameHeader];
        rest.Slice(0, FrameHeader).CopyTo(header);
        var length = FrameHeader + (BinaryPrimitives.ReadInt32BigEndian(header) >>> 8);
        return length > LargestFrame ? available : length <= available ? length : 0;
    }

    /// <summary>Rewrites a frame, if it is one of headers.</summary>
    private static void Rewrite(Span<byte> frame)
    {
        if (frame.Length <= FrameHeader || frame[3] != Headers)
        {
            return;
        }

        var at = FrameHeader + ((frame[4] & Padded) != 0 ? 1 : 0) + ((frame[4] & Priority) != 0 ? 5 : 0);
        while (at < frame.Length && TryField(frame, ref at))
        {
        }
    }

    /// <summary>Steps over one header field (RFC 7541, 6); false if the bytes are not one.</summary>
    private static bool TryField(Span<byte> frame, ref int at)
    {
        var first = frame[at];
        if ((first & 0x80) != 0) // indexed
        {
            return TryInteger(frame, ref at, 7, out _);
        }

        if ((first & 0x20) != 0 && (first & 0x40) == 0) // a new size of the table
        {
            return TryInteger(frame, ref at, 5, out _);
        }

        if (!TryInteger(frame, ref at, (first & 0x40) != 0 ? 6 : 4, out var index))
        {
            return false;
        }

        var isAuthority = index == 1; // of the static table
        if (index == 0)
        {
            if (!TryText(frame, ref at, out var name, out _))
            {
                return false;
            }

            isAuthority = name.SequenceEqual(":authority"u8);
        }

        if (!TryText(frame, ref at, out var value, out var isHuffman))
        {
            return false;
        }

        if (isAuthority && !isHuffman)
        {
            value.Replace((byte)'%', (byte)'-');
        }

        return true;
    }

    private static bool TryText(Span<byte> frame, ref int at, out Span<byte> text, out bool isHuffman)
    {
        text = default;
        isHuffman = at < frame.Length && (frame[at] & 0x80) != 0;
        if (at >= frame.Length || !TryInteger(frame, ref at, 7, out var length) || length > frame.Length - at)
        {
            return false;
        }

        text = frame.Slice(at, length);
        at += length;
        return true;
    }

    /// <summary>
    /// An integer that begins in the low bits of a byte (RFC 7541, 5.1); false if it takes more than three further bytes.
    /// </summary>
    private static bool TryInteger(Span<byte> frame, ref int at, int bits, out int value)
    {
        var most = (1 << bits) - 1;
        value = frame[at++] & most;
        if (value < most)
        {
            return true;
        }

        for (var shift = 0; shift <= 14 && at < frame.Length; shift += 7)
        {
            var next = frame[at++];
            value += (next & 0x7f) << shift;
            if ((next & 0x80) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
