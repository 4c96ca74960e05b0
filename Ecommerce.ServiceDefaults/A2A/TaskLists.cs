using A2A.V1;
using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>Lists of an owner's tasks, newest status first.</summary>
internal sealed class TaskLists(NpgsqlDataSource database)
{
    /// <summary>A page of those that the request asks for, and how many there are in all.</summary>
    public async Task<(Page<TaskRow> Page, int Total)> ReadAsync(
        byte[] owner, ListTasksRequest request, CancellationToken cancellationToken)
    {
        var before = TaskPage.Read(request.PageToken);
        var after = request.StatusTimestampAfter?.ToDateTimeOffset();
        var state = request.Status == TaskState.Unspecified ? null : request.Status.ToColumn();
        var page = await Page.ReadAsync(
            request.PageSize, limit => RowsAsync(owner, request, before, after, state, limit, cancellationToken),
            row => new TaskPage(row.ChangedAt, row.Id).ToString());
        return (page, await CountAsync(owner, request.ContextId, after, state, cancellationToken));
    }

    private async Task<IReadOnlyList<TaskRow>> RowsAsync(
        byte[] owner, ListTasksRequest request, TaskPage before, DateTimeOffset? after, string? state, int limit,
        CancellationToken cancellationToken)
    {
        var sql = (request.ContextId.Length > 0, state) switch
        {
            (false, null) => TaskSql.List,
            (false, _) => TaskSql.ListInState,
            (true, null) => TaskSql.ListOfContext,
            (true, _) => TaskSql.ListOfContextInState,
        };
        await using var command = database.CreateCommand(sql)
            .With(!request.HasHistoryLength || request.HistoryLength > 0).With(request.IncludeArtifacts).With(owner)
            .With(before.ChangedAt).With(before.Id).With(after ?? DateTimeOffset.MinValue).With(limit);
        if (request.ContextId.Length > 0)
        {
            command.With(request.ContextId);
        }

        if (state is not null)
        {
            command.With(state);
        }

        return await command.ReadAllAsync(TaskRow.Read, cancellationToken);
    }

    // By the counter as long as only states are asked for.
    private async Task<int> CountAsync(
        byte[] owner, string contextId, DateTimeOffset? after, string? state, CancellationToken cancellationToken)
    {
        var since = after ?? DateTimeOffset.MinValue;
        await using var command = (contextId.Length > 0, after, state) switch
        {
            (true, _, _) => database.CreateCommand(TaskSql.CountOfContext).With(owner).With(since).With(state).With(contextId),
            (false, null, _) => database.CreateCommand(TaskSql.Count).With(owner).With(state),
            (false, _, null) => database.CreateCommand(TaskSql.CountSince).With(owner).With(since),
            _ => database.CreateCommand(TaskSql.CountSinceInState).With(owner).With(since).With(state),
        };
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
