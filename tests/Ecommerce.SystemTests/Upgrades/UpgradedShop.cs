using System.Globalization;
using System.Text.RegularExpressions;
using Ecommerce.Development;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.SystemTests.Upgrades;

/// <summary>A shop of today's agents on the databases that an earlier version left.</summary>
/// <param name="version">A folder of dumps beside this file, as <c>eng/dump-databases.mjs</c> writes them.</param>
internal sealed partial class UpgradedShop(string version) : ShopFixture
{
    private static readonly string Folder = RepositoryRoot.At("tests", "Ecommerce.SystemTests", "Upgrades");

    /// <summary>Every version that there are dumps of.</summary>
    public static IEnumerable<string> Versions =>
        Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    /// <summary>The databases that it has dumps of.</summary>
    public IEnumerable<string> Databases => Dumps.Select(dump => Path.GetFileNameWithoutExtension(dump));

    private string[] Dumps => Directory.GetFiles(Path.Combine(Folder, version), "*.sql");

    /// <summary>Restores the dumps into a new cluster, and starts the shop on it as <c>up</c> does, migrations first.</summary>
    public override async ValueTask InitializeAsync()
    {
        var folder = Development.DataFolder.Of(DataFolder);
        folder.Create();
        await using (var server = await PostgresServer.StartAsync(
            new(folder.Root, folder.LogOf("restore"), Port: 0, Durable: false), TimeProvider.System, CancellationToken.None))
        {
            await DatabaseSetup.RunAsync(server.SuperuserConnection, server.Credentials.Roles, CancellationToken.None);
            foreach (var dump in Dumps)
            {
                var database = Path.GetFileNameWithoutExtension(dump);
                await RestoreAsync(dump, server.Credentials.OwnerConnection(server.Port, database), $"{database}_app");
            }
        }

        await base.InitializeAsync();
    }

    private static async Task RestoreAsync(string dump, string owner, string app)
    {
        // A dump sets its session up for itself alone.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(owner) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        // What the app role may do is the dump's to say, and not what a new database's tables grant it.
        await using var command = new NpgsqlCommand(
            $"""
            ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM "{app}";
            ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM "{app}";
            {AsOfNow(await File.ReadAllTextAsync(dump))}
            """,
            connection);
        await command.ExecuteNonQueryAsync();
    }

    // Keys, holds and checkouts expire: every time is moved by the dump's age, as if it had been taken now. What is sealed stays.
    private static string AsOfNow(string dump)
    {
        var age = TimeProvider.System.GetUtcNow() - TimeIn(Taken().Match(dump));
        return Unsealed().Replace(dump, rows => Time().Replace(
            rows.Value, match => $"'{(TimeIn(match) + age).ToString("o", CultureInfo.InvariantCulture)}'"));
    }

    private static DateTimeOffset TimeIn(Match match) => DateTimeOffset.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^-- Taken at (.+)$", RegexOptions.Multiline)]
    private static partial Regex Taken();

    // The lines of the tables that are none of the audit's.
    [GeneratedRegex(@"^INSERT INTO public\.(?!audit).*?;$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Unsealed();

    [GeneratedRegex(@"'(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?\+00)'")]
    private static partial Regex Time();
}
