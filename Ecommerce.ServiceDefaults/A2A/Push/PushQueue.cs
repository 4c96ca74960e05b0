using A2A.V1;
using Ecommerce.ServiceDefaults.Database;
using Npgsql;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.ServiceDefaults.A2A.Push;

/// <summary>What is to be told, for the replicas that tell it.</summary>
internal sealed class PushQueue(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Within this time a replica tells one event, or another takes the configuration over.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    /// <summary>Takes what is due.</summary>
    /// <param name="busy">Owners for whom enough is under way.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<DuePush>> TakeAsync(byte[][] busy, int limit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = database.CreateCommand(PushSql.Take)
            .With(now).With(Guid.CreateVersion7(now)).With(now + Lease).With(busy).With(limit);
        return await command.ReadAllAsync(DuePush.Read, cancellationToken);
    }

    /// <summary>What happened to a task after an event, in order.</summary>
    public async Task<IReadOnlyList<(int Number, StreamResponse Event)>> EventsAfterAsync(
        Guid task, int last, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(PushSql.EventsAfter).With(task).With(last).With(limit);
        return await command.ReadAllAsync(
            reader => (reader.GetInt32(0), StreamResponse.Parser.ParseFrom(reader.GetFieldValue<byte[]>(1))), cancellationToken);
    }

    /// <summary>The receiver has taken an event.</summary>
    /// <returns>Whether there is more for this replica to tell: not if another has the configuration, or if it is deleted.</returns>
    public async Task<bool> SentAsync(DuePush push, int number, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(PushSql.Sent)
            .With(push.Id).With(push.Holder).With(number).With(time.GetUtcNow() + Lease);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>The receiver has not taken an event.</summary>
    /// <param name="push">The configuration.</param>
    /// <param name="attempts">How often it was tried.</param>
    /// <param name="pause">Until the next attempt; null if there is none.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task NotSentAsync(DuePush push, int attempts, TimeSpan? pause, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = database.CreateCommand(PushSql.NotSent)
            .With(push.Id).With(push.Holder).With(attempts).With(now + pause).With(now);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Leaves configurations to another replica.</summary>
    public async Task ReleaseAsync(IReadOnlyCollection<DuePush> pushes, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(PushSql.Release)
            .With(pushes.Select(push => push.Id).ToArray()).With(pushes.Select(push => push.Holder).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
