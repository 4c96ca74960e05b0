using Ecommerce.Contracts.Agent;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Tasks;
using Microsoft.Extensions.AI;

namespace Ecommerce.Gateway.Assistants;

/// <summary>
/// Answers what is asked in plain words: the model is asked, what it calls is called, and it is asked again with the results, until it
/// answers, proposes what has to be approved, or has used up its steps or tokens.
/// </summary>
internal sealed class Assistant(IChatClient model, AssistantTools tools, AssistantCalls calls, ModelSettings settings)
{
    private const int MaxCallsPerTurn = 8;

    /// <summary>Answers a question.</summary>
    /// <param name="question">The question.</param>
    /// <param name="answer">Holds each step as it is done.</param>
    /// <param name="steps">Who is told of them; null for nobody.</param>
    /// <param name="cancellationToken">The question's time is over.</param>
    public async Task AnswerAsync(Question question, TaskResponse answer, WordsSteps? steps, CancellationToken cancellationToken)
    {
        var names = await tools.VisibleAsync(question, cancellationToken);
        List<ChatMessage> messages =
        [
            new(ChatRole.System, AssistantTexts.Instructions(question.Asker.Owner)), new(ChatRole.User, question.Words),
        ];
        for (var step = 0; step < settings.MaxSteps; step++)
        {
            if (answer.TokensUsed >= question.MaxTokens)
            {
                End(answer, "The question took more tokens than it may.");
                return;
            }

            var turn = await model.GetResponseAsync(messages, OptionsOf(question, names, answer.TokensUsed), cancellationToken);
            answer.TokensUsed += TokensOf(turn);
            var asked = turn.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().ToList();
            if (asked.Count == 0)
            {
                (answer.Output, answer.Status) = (turn.Text, turn.Text.Length > 0 ? Status.Success : Status.Partial);
                return;
            }

            messages.AddRange(turn.Messages);
            if (await CallAsync(question.Asker, names, asked, messages, answer, steps, cancellationToken))
            {
                return;
            }
        }

        End(answer, "The question took more steps than it may.");
    }

    /// <summary>Ends an answer before its time, with what was done so far.</summary>
    public static void End(TaskResponse answer, string why) => (answer.Output, answer.Status) = (why, Status.Partial);

    // Whether the answer is that one of the calls is to be approved; those after it are not made.
    private async Task<bool> CallAsync(
        Asker asker, IReadOnlyList<string> names, List<FunctionCallContent> asked, List<ChatMessage> messages, TaskResponse answer,
        WordsSteps? steps, CancellationToken cancellationToken)
    {
        List<AIContent> results = [];
        foreach (var call in asked)
        {
            if (results.Count >= MaxCallsPerTurn)
            {
                results.Add(new FunctionResultContent(call.CallId, $"Not called: at most {MaxCallsPerTurn} calls at once."));
                continue;
            }

            var (told, proposal) = await calls.RunAsync(asker, names, call, steps, cancellationToken);
            answer.ToolCalls.Add(told);
            if (steps is not null)
            {
                await steps.Tell(told);
            }

            if (proposal is not null)
            {
                Approvals.Ask(answer, proposal);
                return true;
            }

            results.Add(new FunctionResultContent(call.CallId, AssistantTexts.Data(told.Result)));
        }

        messages.Add(new(ChatRole.Tool, results));
        return false;
    }

    private static ChatOptions OptionsOf(Question question, IReadOnlyList<string> names, int used) => new()
    {
        Tools = [.. names.Select(AssistantTools.Of)],
        MaxOutputTokens = question.MaxTokens - used,
        Temperature = question.Temperature,
    };

    // What a server does not count, or counts as nothing, is counted by its length: no token is longer on average.
    private static int TokensOf(ChatResponse turn)
    {
        const int LettersPerToken = 8;
        const int Most = 1_000_000;
        var length = turn.Messages.SelectMany(message => message.Contents).Sum(content => content switch
        {
            TextContent text => (long)text.Text.Length,
            FunctionCallContent call => call.Arguments?.Values.Sum(value => (long?)value?.ToString()?.Length) ?? 0,
            _ => 0,
        });
        return (int)Math.Clamp(turn.Usage?.TotalTokenCount ?? 0, Math.Min(Most, 1 + length / LettersPerToken), Most);
    }
}
