using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using Spiffe.Authority;

namespace Ecommerce.Development;

/// <summary>The passwords of one database server, in a file of mode 0600 in the data folder.</summary>
/// <param name="Superuser">Password of <see cref="SuperuserName"/>.</param>
/// <param name="Roles">Password of each role of <see cref="DatabaseNames"/>.</param>
public sealed record DatabaseCredentials(string Superuser, IReadOnlyDictionary<string, string> Roles)
{
    /// <summary>The role that owns the server.</summary>
    public const string SuperuserName = "postgres";

    private const string FileName = "credentials.json";
    private const int Length = 32;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Reads the folder's credentials, or creates them at random (190 bits each); a role that is new gets its password.</summary>
    public static DatabaseCredentials LoadOrCreate(string dataFolder)
    {
        var path = Path.Combine(dataFolder, FileName);
        var kept = File.Exists(path)
            ? JsonSerializer.Deserialize(File.ReadAllText(path), CredentialsJson.Default.DatabaseCredentials)
                ?? throw new ShopException($"{path} is empty.")
            : new DatabaseCredentials(NewPassword(), new Dictionary<string, string>());
        var added = DatabaseNames.Roles.Except(kept.Roles.Keys).ToList();
        if (added.Count == 0)
        {
            return kept;
        }

        var roles = kept.Roles.Concat(added.Select(role => KeyValuePair.Create(role, NewPassword()))).ToDictionary();
        var complete = kept with { Roles = roles };
        PrivateFiles.WriteAtomically(path, JsonSerializer.Serialize(complete, CredentialsJson.Default.DatabaseCredentials));
        return complete;
    }

    /// <summary>Connection string of the superuser to the maintenance database.</summary>
    public string SuperuserConnection(int port) => Connection(port, "postgres", SuperuserName, Superuser);

    /// <summary>Connection string for migrations: the role that owns the database.</summary>
    public string OwnerConnection(int port, string database) => RoleConnection(port, database, DatabaseNames.Owner(database));

    /// <summary>Connection string for serving: data statements only.</summary>
    public string AppConnection(int port, string database) => RoleConnection(port, database, DatabaseNames.App(database));

    private static string NewPassword() => RandomNumberGenerator.GetString(Letters, Length);

    private static string Connection(int port, string database, string user, string password) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Database = database,
        Username = user,
        Password = password,
    }.ConnectionString;

    private string RoleConnection(int port, string database, string role) => Connection(port, database, role, Roles[role]);
}

/// <summary>Serializer of <see cref="DatabaseCredentials"/>, made at build time for a quick start.</summary>
[JsonSerializable(typeof(DatabaseCredentials))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
internal sealed partial class CredentialsJson : JsonSerializerContext;
