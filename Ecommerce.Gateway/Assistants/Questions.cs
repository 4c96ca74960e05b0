using Ecommerce.Contracts;
using Ecommerce.Contracts.Agent;
using Ecommerce.Contracts.Validation;
using Ecommerce.Gateway.Limits;
using Ecommerce.Gateway.Routing;
using Ecommerce.Gateway.Tokens;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tasks;

namespace Ecommerce.Gateway.Assistants;

/// <summary>Tasks in plain words, whichever surface they come by: a question, or the approval of what an earlier one proposed.</summary>
internal sealed class Questions(
    CapabilityInvoker invoker, TokenExchanger tokens, Assistant assistant, Approvals approvals, QuestionLimits limits,
    ModelSettings settings, TimeProvider time)
{
    private const int MaxLength = 16 * 1024;
    private const float MaxTemperature = 2;

    // The answer that the time is over must still reach the caller.
    private static readonly TimeSpan AnswerMargin = TimeSpan.FromSeconds(1);

    /// <summary>A <see cref="AnswerWords"/>.</summary>
    /// <exception cref="ProblemException">It is refused or fails.</exception>
    public async Task<TaskResponse> AnswerAsync(
        TaskRequest request, TaskCaller caller, DateTimeOffset deadline, WordsSteps? steps, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var isApproval = request.Approval.Length > 0;
        var answer = new TaskResponse
        {
            TaskId = request.TaskId.Length > 0 ? request.TaskId : Guid.CreateVersion7(time.GetUtcNow()).ToString(),
        };
        IDisposable? place = null;
        try
        {
            // The model and what was proposed are the gateway's own.
            await tokens.RequireSessionAsync(
                await invoker.AuthenticateAsync(caller.Peer, caller.Tokens, cancellationToken), cancellationToken);
            var owner = await invoker.AllowQuestionAsync(
                caller.Peer, caller.Tokens, asker => place = isApproval ? null : limits.Enter(asker), cancellationToken);
            var asker = new Asker(caller, owner, deadline);
            var question = isApproval ? null : Read(request, asker);
            if (steps is not null && !await steps.Begin())
            {
                return answer;
            }

            await (question is null
                ? approvals.RunAsync(asker, request.Approval, answer, steps, cancellationToken)
                : AskAsync(question, answer, steps, cancellationToken));
        }
        finally
        {
            place?.Dispose();
        }

        answer.LatencyMs = (long)time.GetElapsedTime(started).TotalMilliseconds;
        return answer;
    }

    // What the time or the model cuts off is told with what was done before; where nothing was, it is a failure.
    private async Task AskAsync(
        Question question, TaskResponse answer, WordsSteps? steps, CancellationToken cancellationToken)
    {
        var left = question.Asker.Deadline - time.GetUtcNow() - AnswerMargin;
        using var limit = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await assistant.AnswerAsync(question, answer, steps, ending.Token);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            EndOrThrow(answer, new(ErrorCodes.DeadlineExceeded, "The question took more time than it may.", inner: exception));
        }
        catch (ProblemException exception) when (exception.Code == ErrorCodes.Unavailable)
        {
            EndOrThrow(answer, exception);
        }
    }

    private static void EndOrThrow(TaskResponse answer, ProblemException exception)
    {
        if (answer.ToolCalls.Count == 0)
        {
            throw exception;
        }

        Assistant.End(answer, exception.Message);
    }

    private Question Read(TaskRequest request, Asker asker)
    {
        List<FieldViolation> wrong = [];
        if (request.Input.Length is 0 or > MaxLength)
        {
            wrong.Add(new("input", $"must be a question of at most {MaxLength} characters"));
        }

        if (request.MaxTokens < 0)
        {
            wrong.Add(new("max_tokens", "must not be negative"));
        }

        if (request.Temperature is not (>= 0 and <= MaxTemperature))
        {
            wrong.Add(new("temperature", $"must be from 0 to {MaxTemperature}"));
        }

        if (wrong.Count > 0)
        {
            throw ProblemException.Invalid(wrong);
        }

        // The gateway's own name stands for all agents.
        var agent = request.AgentType == AgentNames.Gateway ? "" : request.AgentType;
        if (agent.Length > 0)
        {
            AgentRouter.Find(agent, "", "agent_type");
        }

        var tokens = request.MaxTokens == 0 ? settings.MaxTokens : Math.Min(request.MaxTokens, settings.MaxTokens);
        return new(asker, request.Input, agent, tokens, request.Temperature == 0 ? null : request.Temperature);
    }
}
