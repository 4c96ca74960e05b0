using System.CommandLine;
using Ecommerce.Cli.Asking;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts.Agent;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Cli.Commands;

/// <summary><c>ask</c>: says in plain words what is wanted, and asks before anything is paid.</summary>
internal static class AskCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var folder = new DataOption();
        var identity = new IdentityOption();
        var words = new Argument<string?>("words") { Description = "What is wanted", Arity = ArgumentArity.ZeroOrOne };
        var agent = new Option<string>("--agent")
        {
            Description = "Use only this agent's capabilities",
            HelpName = "NAME",
            DefaultValueFactory = _ => "",
        };
        var approve = new Option<string?>("--approve") { Description = "Approve what was proposed, by its id", HelpName = "ID" };
        var user = new UserOption();
        var command = new Command("ask", "Asks the shop in plain words, where it has a model")
        {
            words, agent, approve, identity, user, folder,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new TaskRequest
            {
                Input = parsed.GetValue(words) ?? "",
                AgentType = parsed.GetRequiredValue(agent),
                Approval = parsed.GetValue(approve) ?? "",
            };
            if ((request.Input.Length == 0) == (request.Approval.Length == 0))
            {
                throw new CommandException("ask takes either words or --approve ID.") { ExitCode = ExitCodes.Usage };
            }

            var shop = folder.FolderOf(parsed);
            await using var client = await ShopClient.OpenAsync(shop, parsed.GetValue(identity), cancellationToken);
            var token = await user.TokenAsync(parsed, shop, client, cancellationToken);
            try
            {
                var answer = await client.AskAsync(request, token, cancellationToken);
                Conversation.ShowSteps(answer);
                if (answer.Approval is { } approval && Conversation.Confirms(approval, Caller()))
                {
                    answer = await client.AskAsync(new() { Approval = approval.Id }, token, cancellationToken);
                    Conversation.ShowSteps(answer);
                }

                return Conversation.ShowEnd(answer);
            }
            catch (ProblemException exception)
            {
                var result = TaskResult.From(exception);
                JsonOutput.Write(result.Error!);
                return result.ExitCode;
            }

            string Caller() => string.Concat(
                parsed.GetValue(user) ? " --user" : "",
                parsed.GetValue(identity) is { } id ? $" --as {id}" : "",
                parsed.GetResult(folder) is { Implicit: false } ? $" --data-dir {shop.Root}" : "");
        });
        return command;
    }
}
