using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using Ecommerce.ServiceDefaults.Errors;
using AgentTask = A2A.V1.Task;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>Where a page of tasks begins: after this row, in the order of newest status first.</summary>
/// <param name="ChangedAt">Since when the row's task stands as it does.</param>
/// <param name="Id">The row's task.</param>
public readonly record struct TaskPage(DateTimeOffset ChangedAt, Guid Id)
{
    private const int Length = sizeof(long) + 16;

    /// <summary>The first page.</summary>
    public static TaskPage First { get; } = new(DateTimeOffset.MaxValue.AddTicks(-9), Guid.AllBitsSet);

    /// <summary>The row of a task, whichever agent's it is.</summary>
    public static TaskPage Of(AgentTask task) => new(
        task.Status.Timestamp.ToDateTimeOffset(), Guid.TryParse(task.Id[(task.Id.IndexOf('.') + 1)..], out var id) ? id : Guid.Empty);

    /// <summary>Reads a token; an empty one is that of the first page.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>: it is no such token.</exception>
    public static TaskPage Read(string token)
    {
        if (token.Length == 0)
        {
            return First;
        }

        Span<byte> bytes = stackalloc byte[Length];
        if (token.Length <= 2 * Length && Base64Url.DecodeFromChars(token, bytes, out _, out var written) == OperationStatus.Done
            && written == Length
            && BinaryPrimitives.ReadInt64BigEndian(bytes) is >= 0 and var milliseconds
            && milliseconds < First.ChangedAt.ToUnixTimeMilliseconds())
        {
            return new(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), new(bytes[sizeof(long)..], bigEndian: true));
        }

        throw ProblemException.Invalid([new("pageToken", "is not a valid page token")]);
    }

    /// <summary>The token of the page after the row.</summary>
    public override string ToString()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, ChangedAt.ToUnixTimeMilliseconds());
        Id.TryWriteBytes(bytes.AsSpan(sizeof(long)), bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }
}
