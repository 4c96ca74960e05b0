using System.Text;
using Ecommerce.Contracts;
using Ecommerce.SystemTests.Assistants;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests.Attacks;

/// <summary>The tests at <see cref="QuietShop"/>, which starts once.</summary>
[CollectionDefinition]
public sealed class QuietShopCollection : ICollectionFixture<QuietShop>;

/// <summary>
/// A shop where one test at a time does something: its databases can be compared, and its agents may be stopped. Its model is scripted.
/// </summary>
public class QuietShop : ShopFixture
{
    // But for the audit, which grows with every attack, how far what was done before it has been read, what nobody has approved, and the
    // counts of tasks, whose zeros are swept.
    private const string Tables =
        """
        SELECT table_name::text FROM information_schema.tables
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'audit%'
            AND table_name NOT IN ('payment_cursor', 'proposals', 'a2a_task_counts')
        ORDER BY 1
        """;

    private const string Row = "(to_jsonb(t) - '{attempts,next_attempt_at,leased_until,version,updated_at}'::text[])::text";

    private readonly Dictionary<string, string> _questions = [];

    public QuietShop()
        : this(defaultLimits: false)
    {
    }

    protected QuietShop(bool defaultLimits)
        : base(defaultLimits)
    {
    }

    /// <summary>What answers plain words.</summary>
    internal ScriptedModel Model { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        Model = await ScriptedModel.StartAsync();
        AgentVariables["AGENTWEAVE_MODEL_ENDPOINT"] = Model.Endpoint;
        AgentVariables["AGENTWEAVE_MODEL_NAME"] = ScriptedModel.Name;
        AgentVariables["AGENTWEAVE_MODEL_API_KEY_FILE"] = Model.KeyFile;
        AgentVariables["AGENTWEAVE_MODEL_MAX_STEPS"] = $"{ScriptedModel.MaxSteps}";
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Model.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>What all databases hold, once all that was begun before has come to its end.</summary>
    public async Task<IReadOnlyList<string>> HoldingsAsync()
    {
        List<string> last = [];
        await Eventually.HoldsAsync(
            async () =>
            {
                var before = last;
                return before.SequenceEqual(last = await ReadAsync());
            },
            () => "the databases come to rest");
        return last;
    }

    /// <summary>Asserts that all databases hold what they held.</summary>
    /// <param name="before">What they held.</param>
    /// <param name="what">What was done since then.</param>
    /// <param name="isTask">Whether it was done as a task of the gateway's, which is kept.</param>
    public async Task UnchangedAsync(IReadOnlyList<string> before, string what, bool isTask = false)
    {
        var after = await ReadAsync();
        if (isTask)
        {
            IReadOnlyList<string> ButTasks(IReadOnlyList<string> tables) =>
                [.. tables.Where(table => !table.StartsWith("gateway.a2a_task", StringComparison.Ordinal))];
            (before, after) = (ButTasks(before), [.. ButTasks(after)]);
        }

        Assert.True(before.SequenceEqual(after), $"{what} changes {string.Join(", ", after.Except(before))}");
    }

    /// <summary>The tables of a database, but for the audit's, with an ID or an address in a row, as text or as bytes.</summary>
    public async Task<IReadOnlyList<string>> TablesWithAsync(string database, string text)
    {
        string[] forms =
        [
            text, text.Replace("-", "", StringComparison.Ordinal), Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)),
            Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text.Replace("-", "", StringComparison.Ordinal))),
        ];
        var names = await ListAsync(database, Tables);
        return await ListAsync(database, string.Join(" UNION ALL ", names.Select(name =>
            $"SELECT '{name}' WHERE EXISTS (SELECT FROM {name} t WHERE to_jsonb(t)::text ~* '{string.Join('|', forms)}')")));
    }

    /// <summary>How many rows of an agent's audit are about this.</summary>
    /// <param name="agent">Whose audit.</param>
    /// <param name="row">A row's action, resource, decision and outcome, with a space between them.</param>
    public Task<long> AuditedAsync(string agent, string row) => this.CountAsync(
        Agents.All.Single(known => known.Name == agent).Databases[0],
        "SELECT count(*) FROM audit WHERE concat_ws(' ', action, resource, decision, outcome) = $1", row);

    // Each table with the number of its rows and a digest of them, but for when something unfinished is taken up again, and by which write:
    // a payment that waits for its buyer is asked after for as long as it waits, and so is its checkout.
    private async Task<List<string>> ReadAsync()
    {
        List<string> tables = [];
        foreach (var database in Agents.All.SelectMany(agent => agent.Databases))
        {
            if (!_questions.TryGetValue(database, out var question))
            {
                var names = await ListAsync(database, Tables);
                _questions[database] = question = string.Join(" UNION ALL ", names.Select(name =>
                    $"SELECT concat_ws(' ', '{database}.{name}', count(*), md5(string_agg({Row}, '' ORDER BY {Row}))) FROM {name} t"));
            }

            tables.AddRange(await ListAsync(database, question));
        }

        return tables;
    }

    private async Task<List<string>> ListAsync(string database, string sql)
    {
        await using var command = Owner(database).CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
