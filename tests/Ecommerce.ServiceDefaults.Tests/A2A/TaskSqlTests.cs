using A2A.V1;
using Ecommerce.ServiceDefaults.A2A;
using Ecommerce.ServiceDefaults.A2A.Push;
using Ecommerce.Testing;
using Google.Protobuf.WellKnownTypes;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.ServiceDefaults.Tests.A2A;

/// <summary>The statements on tasks, with many of them.</summary>
public sealed class TaskSqlTests(PostgresFixture postgres)
{
    public static TheoryData<string> Statements => QueryPlans.NamesOf(typeof(TaskSql));

    public static TheoryData<string> PushStatements => QueryPlans.NamesOf(typeof(PushSql));

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task A_statement_on_tasks_finds_its_rows_by_an_index(string name)
    {
        await using var database = await CreateAsync();
        await QueryPlans.AssertIndexedAsync(database.Owner, QueryPlans.TextOf(typeof(TaskSql), name));
    }

    [Theory]
    [MemberData(nameof(PushStatements))]
    public async Task A_statement_on_push_notifications_finds_its_rows_by_an_index(string name)
    {
        await using var database = await CreateAsync();
        await QueryPlans.AssertIndexedAsync(database.Owner, QueryPlans.TextOf(typeof(PushSql), name));
    }

    [Fact]
    public async Task A_page_is_as_the_one_before_it_says_however_many_there_are_and_nobody_counts_them()
    {
        await using var database = await CreateAsync();
        await using var agent = await TaskAgent.StartAsync(database);
        var owner = TaskKey.HashOf(new("spiffe://agentweave.io/agent/admin", null));
        await using (var fill = database.Owner.CreateCommand(
            """
            INSERT INTO a2a_tasks (task_id, owner, actor, context_id, state, changed_at, last_event, expires_at)
            SELECT gen_random_uuid(), CASE WHEN i % 10 = 0 THEN '\x00' ELSE $1 END, 'a', 'c' || i % 3,
                CASE WHEN i % 4 = 0 THEN 'failed' ELSE 'completed' END,
                '2026-01-01 00:00Z'::timestamptz + make_interval(secs => i / 7), 0, 'infinity'
            FROM generate_series(1, 1000) i
            """))
        {
            fill.Parameters.AddWithValue(owner);
            await fill.ExecuteNonQueryAsync();
        }

        var after = Timestamp.FromDateTimeOffset(new(2026, 1, 1, 0, 1, 10, TimeSpan.Zero));
        foreach (var (filter, total) in new (ListTasksRequest, int)[]
        {
            (new(), 900),
            (new() { Status = TaskState.Failed }, 200),
            (new() { ContextId = "c1" }, 300),
            (new() { ContextId = "c1", Status = TaskState.Failed }, 67),
            (new() { StatusTimestampAfter = after }, 453),
            (new() { StatusTimestampAfter = after, Status = TaskState.Failed }, 100),
        })
        {
            filter.PageSize = 70;
            HashSet<string> seen = [];
            var last = DateTimeOffset.MaxValue;
            do
            {
                var page = await agent.OfAdmin().ListTasksAsync(filter, CancellationToken.None);
                Assert.Equal(total, page.TotalSize);
                foreach (var task in page.Tasks)
                {
                    Assert.True(seen.Add(task.Id));
                    Assert.True(task.Status.Timestamp.ToDateTimeOffset() <= last);
                    last = task.Status.Timestamp.ToDateTimeOffset();
                }

                filter.PageToken = page.NextPageToken;
            }
            while (filter.PageToken.Length > 0);

            Assert.Equal(total, seen.Count);
        }
    }

    [Fact]
    public async Task The_counts_are_those_of_the_tasks_that_are_there()
    {
        await using var database = await CreateAsync();
        foreach (var sql in new[]
        {
            """
            INSERT INTO a2a_tasks (task_id, owner, actor, context_id, state, changed_at, last_event)
            SELECT gen_random_uuid(), int4send(i % 5), 'a', 'c', CASE WHEN i % 2 = 0 THEN 'working' ELSE 'failed' END, now(), 0
            FROM generate_series(1, 100) i
            """,
            "UPDATE a2a_tasks SET state = 'completed' WHERE state = 'working' AND owner < int4send(3)",
            "UPDATE a2a_tasks SET last_event = 1",
            "DELETE FROM a2a_tasks WHERE state = 'failed'",
        })
        {
            await ExecuteAsync(database, sql);
            Assert.Equal(0L, await ExecuteAsync(
                database,
                """
                SELECT count(*) FROM (SELECT owner, state, count(*) FROM a2a_tasks GROUP BY owner, state) t
                FULL JOIN (SELECT * FROM a2a_task_counts WHERE tasks <> 0) c USING (owner, state) WHERE t.count IS DISTINCT FROM c.tasks
                """));
        }
    }

    private Task<TestDatabase> CreateAsync() => postgres.CreateDatabaseAsync("orders", typeof(TaskSqlTests).Assembly);

    private static async Task<object?> ExecuteAsync(TestDatabase database, string sql)
    {
        await using var command = database.Owner.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
