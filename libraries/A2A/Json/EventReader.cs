using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using A2A.Errors;

namespace A2A.Json;

/// <summary>Server-sent events, as WHATWG HTML 9.2.6 reads them; a lone carriage return ends no line here.</summary>
internal static class EventReader
{
    /// <summary>The data of each event, and the name of those that have one.</summary>
    /// <param name="stream">The body.</param>
    /// <param name="maxBytes">Longest event.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="A2AException">An event is longer.</exception>
    public static async IAsyncEnumerable<(string Name, byte[] Data)> ReadAsync(
        Stream stream, int maxBytes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(stream, new(leaveOpen: true));
        var name = "";
        var data = new ArrayBufferWriter<byte>();
        await foreach (var line in LinesAsync(reader, maxBytes, cancellationToken))
        {
            if (line.Length == 0)
            {
                if (data.WrittenCount > 0)
                {
                    yield return (name, data.WrittenSpan.ToArray());
                }

                name = "";
                data = new();
                continue;
            }

            var colon = line.AsSpan().IndexOf((byte)':');
            var field = colon < 0 ? line : line[..colon];
            var value = colon < 0 ? [] : line[(colon + 1)..];
            value = value is [(byte)' ', ..] ? value[1..] : value;
            if (field.AsSpan().SequenceEqual("data"u8))
            {
                Append(data, value, maxBytes);
            }
            else if (field.AsSpan().SequenceEqual("event"u8))
            {
                name = Encoding.UTF8.GetString(value);
            }
        }
    }

    private static void Append(ArrayBufferWriter<byte> data, byte[] value, int maxBytes)
    {
        if (data.WrittenCount + value.Length > maxBytes)
        {
            throw TooLong();
        }

        if (data.WrittenCount > 0)
        {
            data.Write("\n"u8);
        }

        data.Write(value);
    }

    private static async IAsyncEnumerable<byte[]> LinesAsync(
        PipeReader reader, int maxBytes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = buffer.Slice(0, end).ToArray();
                yield return line is [.., (byte)'\r'] ? line[..^1] : line;
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }

            if (buffer.Length > maxBytes)
            {
                throw TooLong();
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
            {
                yield break; // an event that is not ended is dropped
            }
        }
    }

    private static A2AException TooLong() => new(A2AError.InvalidAgentResponse, "The agent sent an event that is too long.");
}
