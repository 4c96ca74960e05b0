using System.CommandLine;
using Ecommerce.Cli.Output;
using Ecommerce.Development;
using Npgsql;

namespace Ecommerce.Cli.Commands;

/// <summary><c>database setup</c>: creates the databases and roles on a server that others run, such as Aspire.</summary>
internal static class DatabaseCommand
{
    private const string ConnectionVariable = "ConnectionStrings__postgres";
    private const string PasswordVariable = "Database__Passwords__";
    private static readonly TimeSpan SetupTimeout = TimeSpan.FromSeconds(60);

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var connection = new Option<string?>("--connection")
        {
            Description = $"Connection string of a role that may create databases and roles (default: ${ConnectionVariable})",
            HelpName = "STRING",
        };
        var setup = new Command(
            "setup", $"Creates databases and roles, and sets the roles' passwords to those in {PasswordVariable}<role>; may be repeated")
        {
            connection,
        };
        setup.SetAction((parsed, cancellationToken) => SetupAsync(parsed.GetValue(connection), cancellationToken));
        return new Command("database", "The shop's databases") { setup };
    }

    private static async Task<int> SetupAsync(string? connection, CancellationToken cancellationToken)
    {
        connection ??= Environment.GetEnvironmentVariable(ConnectionVariable);
        if (string.IsNullOrEmpty(connection))
        {
            throw new CommandException($"Give --connection, or set {ConnectionVariable}.") { ExitCode = ExitCodes.Usage };
        }

        var passwords = new Dictionary<string, string>();
        foreach (var role in DatabaseNames.Roles)
        {
            if (Environment.GetEnvironmentVariable(PasswordVariable + role) is { Length: > 0 } password)
            {
                passwords[role] = password;
            }
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(SetupTimeout);
        try
        {
            await DatabaseSetup.RunAsync(connection, passwords, limit.Token);
        }
        catch (Exception exception) when (exception is NpgsqlException or ArgumentException)
        {
            throw new CommandException($"Cannot set up the databases: {exception.Message}", exception);
        }

        Console.WriteLine($"Databases {string.Join(", ", DatabaseNames.All)} and their roles are set up.");
        return ExitCodes.Done;
    }
}
