using System.CommandLine;
using Ecommerce.Cli.Output;
using Ecommerce.Development;
using Npgsql;

namespace Ecommerce.Cli.Commands;

/// <summary><c>database</c>: the databases on a server that others run, such as Aspire.</summary>
internal static class DatabaseCommand
{
    private const string ConnectionVariable = "ConnectionStrings__postgres";
    private const string PasswordVariable = "Database__Passwords__";
    private const string EnvironmentVariable = "AGENTWEAVE_AGENT_ENVIRONMENT";
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    /// <summary>The verb.</summary>
    public static Command Create() => new("database", "The shop's databases")
    {
        Create(
            "setup", $"Creates databases and roles, and sets the roles' passwords to those in {PasswordVariable}<role>; may be repeated",
            "set up", DatabaseSetup.RunAsync),
        Create(
            "reset", $"Deletes everything, does what setup does, and migrates the databases; only if {EnvironmentVariable}=development",
            "reset", ResetAsync),
    };

    private static Command Create(
        string name, string description, string did, Func<string, IReadOnlyDictionary<string, string>, CancellationToken, Task> run)
    {
        var connection = new Option<string?>("--connection")
        {
            Description = $"Connection string of a role that may create databases and roles (default: ${ConnectionVariable})",
            HelpName = "STRING",
        };
        var command = new Command(name, description) { connection };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var superuser = parsed.GetValue(connection) ?? Environment.GetEnvironmentVariable(ConnectionVariable);
            if (string.IsNullOrEmpty(superuser))
            {
                throw new CommandException($"Give --connection, or set {ConnectionVariable}.") { ExitCode = ExitCodes.Usage };
            }

            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Timeout);
            try
            {
                await run(superuser, Passwords(), limit.Token);
            }
            catch (Exception exception) when (exception is NpgsqlException or ArgumentException)
            {
                throw new CommandException($"The databases cannot be {did}: {exception.Message}", exception);
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw new CommandException($"The databases are not {did} within {Timeout.TotalMinutes:0} minutes.", exception);
            }

            Console.WriteLine($"Databases {string.Join(", ", DatabaseNames.All)} and their roles are {did}.");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Task ResetAsync(string superuser, IReadOnlyDictionary<string, string> passwords, CancellationToken cancellationToken) =>
        Environment.GetEnvironmentVariable(EnvironmentVariable) == "development"
            ? DatabaseReset.RunAsync(superuser, passwords, TimeProvider.System, cancellationToken)
            : throw new CommandException(
                $"This deletes every user, order and payment, and is for development alone: set {EnvironmentVariable}=development.");

    private static Dictionary<string, string> Passwords()
    {
        var passwords = new Dictionary<string, string>();
        foreach (var role in DatabaseNames.Roles)
        {
            if (Environment.GetEnvironmentVariable(PasswordVariable + role) is { Length: > 0 } password)
            {
                passwords[role] = password;
            }
        }

        return passwords;
    }
}
