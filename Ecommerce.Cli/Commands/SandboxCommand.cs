using System.CommandLine;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.Development;
using Npgsql;

namespace Ecommerce.Cli.Commands;

/// <summary><c>sandbox</c>: acts as the buyer at the sandbox payment provider.</summary>
internal static class SandboxCommand
{
    private const string ConnectionVariable = "ConnectionStrings__sandbox";

    /// <summary>The verb.</summary>
    public static Command Create() => new("sandbox", "Acts as the buyer in a payment that requires an action")
    {
        Create("complete", "The buyer confirms: the payment is captured", completed: true),
        Create("fail", "The buyer refuses: the payment is declined", completed: false),
    };

    private static Command Create(string name, string description, bool completed)
    {
        var data = new DataOption();
        var transaction = new UuidArgument("transaction_id", "The payment's transaction_id");
        var command = new Command(name, description) { transaction, data };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(data.FolderOf(parsed), parsed.GetRequiredValue(transaction), completed, cancellationToken));
        return command;
    }

    // This changes the provider's records; the payment agent learns of it by asking.
    private static async Task<int> RunAsync(DataFolder folder, Guid transaction, bool completed, CancellationToken cancellationToken)
    {
        try
        {
            await using var provider = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Connection(folder)) { Pooling = false });
            await using var command = provider.CreateCommand("SELECT finish_action($1, $2)");
            command.Parameters.Add(new() { Value = transaction });
            command.Parameters.Add(new() { Value = completed });
            if (await command.ExecuteScalarAsync(cancellationToken) is not string status)
            {
                throw new CommandException($"No payment {transaction} waits for its buyer.");
            }

            JsonOutput.Write(new JsonObject { ["transaction_id"] = transaction.ToString(), ["status"] = status });
            return ExitCodes.Done;
        }
        catch (NpgsqlException exception)
        {
            throw new CommandException($"The provider's database does not answer: {exception.Message}", exception)
            {
                ExitCode = ExitCodes.Unreachable,
            };
        }
    }

    private static string Connection(DataFolder folder)
    {
        if (Environment.GetEnvironmentVariable(ConnectionVariable) is { Length: > 0 } given)
        {
            return given;
        }

        var instance = Instance.Read(folder) ?? throw CommandException.NothingRuns(folder);
        return DatabaseCredentials.LoadOrCreate(folder.Root).AppConnection(instance.Ports.Postgres, "sandbox");
    }
}
