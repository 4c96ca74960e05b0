using A2A.Errors;
using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Npgsql;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.ServiceDefaults.A2A.Push;

/// <summary>A configuration that comes with the message of a task.</summary>
/// <param name="Id">Its ID.</param>
/// <param name="Config">The same, encrypted.</param>
internal sealed record NewPush(string Id, byte[] Config);

/// <summary>Whom owners have told of their tasks: the configurations of push notifications.</summary>
internal sealed class TaskPushes(NpgsqlDataSource database, PushGuard guard, PushEncryption encryption, TimeProvider time)
{
    /// <summary>Most configurations of a task.</summary>
    public const int MostOfTask = 10;

    private const int LongestId = 255;

    /// <summary>Checks a configuration that comes with a message. One without an ID has the task's.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>: it breaks a rule; <c>rate_limited</c>: the task has too many.</exception>
    public async Task<NewPush> CheckAsync(NewTask begun, TaskPushNotificationConfig config, CancellationToken cancellationToken)
    {
        await CheckAsync(config, "configuration.taskPushNotificationConfig.", cancellationToken);
        config.Id = config.Id.Length > 0 ? config.Id : begun.Key.Id.ToString("N");
        config.TaskId = begun.Said.TaskId;
        await using var command = database.CreateCommand(PushSql.CountOthers)
            .With(begun.Key.Id).With(begun.Key.Owner).With(config.Id);
        if ((int)(await command.ExecuteScalarAsync(cancellationToken))! >= MostOfTask)
        {
            throw TooMany();
        }

        return new(config.Id, encryption.Seal(begun.Key.Id, config));
    }

    /// <summary>Has what happens to a task from now on told; a configuration of the same ID is replaced.</summary>
    /// <returns>The configuration with its ID.</returns>
    /// <exception cref="ProblemException"><c>invalid_request</c>: it breaks a rule; <c>rate_limited</c>: the task has too many.</exception>
    /// <exception cref="A2AException">The owner has no such task.</exception>
    public async Task<TaskPushNotificationConfig> CreateAsync(
        TaskKey key, TaskPushNotificationConfig config, CancellationToken cancellationToken)
    {
        await CheckAsync(config, prefix: "", cancellationToken);
        config.Id = config.Id.Length > 0 ? config.Id : Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        await using var batch = database.CreateBatch();
        batch.Add(PushSql.Lock).With(key.Id).With(key.Owner);
        batch.Add(PushSql.Create).With(key.Id).With(key.Owner).With(config.Id).With(encryption.Seal(key.Id, config)).With(MostOfTask);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var isThere = await reader.ReadAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var isKept = await reader.ReadAsync(cancellationToken);
        await reader.CommittedAsync(cancellationToken);
        return isKept ? config
            : isThere ? throw TooMany()
            : throw new A2AException(A2AError.TaskNotFound);
    }

    /// <summary>A configuration.</summary>
    /// <exception cref="A2AException">The owner has no such task, or it has no such configuration.</exception>
    public async Task<TaskPushNotificationConfig> FindAsync(TaskKey key, string id, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(PushSql.Find).With(key.Id).With(key.Owner).With(id);
        var rows = await command.ReadAllAsync(reader => Open(key.Id, reader), cancellationToken);
        return rows is [{ } config] ? config : throw new A2AException(A2AError.TaskNotFound);
    }

    /// <summary>A page of a task's configurations.</summary>
    /// <param name="key">The task.</param>
    /// <param name="size">Most of a page; 0 for all.</param>
    /// <param name="token">Where the page begins; empty for the first.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="A2AException">The owner has no such task.</exception>
    public async Task<ListTaskPushNotificationConfigsResponse> ListAsync(
        TaskKey key, int size, string token, CancellationToken cancellationToken)
    {
        var limit = size == 0 ? MostOfTask : size;
        await using var command = database.CreateCommand(PushSql.List)
            .With(key.Id).With(key.Owner).With(PageToken.ReadText(token) ?? "").With(limit + 1);
        var rows = await command.ReadAllAsync(reader => reader.IsDBNull(0) ? null : Open(key.Id, reader), cancellationToken);
        if (rows.Count == 0)
        {
            throw new A2AException(A2AError.TaskNotFound);
        }

        var configs = rows.OfType<TaskPushNotificationConfig>().ToList();
        return new()
        {
            Configs = { configs.Take(limit) },
            NextPageToken = configs.Count > limit ? PageToken.After(configs[limit - 1].Id) : "",
        };
    }

    /// <summary>Deletes a configuration; one that is not there is no error.</summary>
    /// <exception cref="A2AException">The owner has no such task.</exception>
    public async Task DeleteAsync(TaskKey key, string id, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(PushSql.Delete).With(key.Id).With(key.Owner).With(id);
        if (await command.ExecuteScalarAsync(cancellationToken) is null)
        {
            throw new A2AException(A2AError.TaskNotFound);
        }
    }

    private static ProblemException TooMany() =>
        new(ErrorCodes.RateLimited, $"The task has {MostOfTask} configurations already.");

    private async Task CheckAsync(TaskPushNotificationConfig config, string prefix, CancellationToken cancellationToken)
    {
        if (config.Id.Length > LongestId)
        {
            throw ProblemException.Invalid([new($"{prefix}id", $"must have at most {LongestId} characters")]);
        }

        await guard.CheckAsync(new Uri(config.Url), $"{prefix}url", cancellationToken);
    }

    private TaskPushNotificationConfig? Open(Guid task, NpgsqlDataReader reader) =>
        encryption.Open(task, reader.GetString(0), reader.GetFieldValue<byte[]>(1));
}
