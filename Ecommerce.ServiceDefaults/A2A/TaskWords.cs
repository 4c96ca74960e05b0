using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Agent;
using Ecommerce.Contracts.Json;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Privacy;
using Ecommerce.ServiceDefaults.Tasks;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Message = A2A.V1.Message;
using Status = Ecommerce.Contracts.Agent.Status;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>
/// Tasks in plain words, where the agent answers some: the answer is the task's artifact, each call that is made for it a status update,
/// and what has to be approved is asked for. An approval is carried out once, however often it is given, so that a task whose approval
/// was cut off asks for it again. What is declined is withdrawn first, so that it is not there to approve wherever that is cut off.
/// </summary>
internal sealed class TaskWords(
    TaskRuns runs, TaskStore store, TaskWriter writer, AgentSkills skills, AgentInfo agent, TimeProvider time, PlainWords? words = null)
{
    private const string AnswerName = "answer";

    // As the other generic surface has it.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Whether the agent answers plain words.</summary>
    public bool AreAnswered => words is not null;

    /// <summary>The words of a message; null if it has anything else.</summary>
    public static string? Of(Message message) =>
        message.Parts.All(part => part.ContentCase == Part.ContentOneofCase.Text)
            ? string.Join('\n', message.Parts.Select(part => part.Text)) : null;

    /// <summary>Begins a task that asks a question.</summary>
    /// <param name="asked">The task.</param>
    /// <param name="question">The question, which the task has without secrets.</param>
    /// <param name="caller">Who asks.</param>
    /// <returns>The task, or the one that the same message began before.</returns>
    /// <exception cref="ProblemException">There is no task: the question is refused.</exception>
    public Task<TaskKey> AskAsync(NewTask asked, string question, TaskCaller caller)
    {
        var run = new TaskRun(asked, isFollowUp: false, TaskTexts.Of(agent, asked.Key, asked.ContextId));
        return runs.BeginAsync(
            run, isStream: false, async () => EndOf(await AnswerAsync(run, new() { Input = question }, caller)));
    }

    /// <summary>Goes on with a task that waits for an approval, which is given or not.</summary>
    /// <param name="asked">The task.</param>
    /// <param name="given">The owner's answer.</param>
    /// <param name="caller">Who answers.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The task.</returns>
    /// <exception cref="ProblemException">The answer is refused: the task stays as it is.</exception>
    public async Task<TaskKey> ApproveAsync(NewTask asked, TaskApproval given, TaskCaller caller, CancellationToken cancellationToken)
    {
        if (await store.FindMessageAsync(asked, cancellationToken) is { } repeated)
        {
            return repeated;
        }

        var task = await store.FindAsync(asked.Key, withArtifacts: false, cancellationToken);
        if (task is null || TaskProposal.Of(task.Note) is not { } proposal || proposal.Id != given.Id)
        {
            throw new ProblemException(ErrorCodes.NotFound, "There is no such approval, or it has expired.", "approval");
        }

        if (!given.IsGiven)
        {
            await WithdrawAsync(task, asked.Owner, cancellationToken);
        }

        var texts = TaskTexts.Of(agent, asked.Key, asked.ContextId);
        var run = new TaskRun(
            asked with
            {
                Capability = proposal.Capability,
                Note = texts.Note(
                    Guid.CreateVersion7(time.GetUtcNow()), $"{proposal.Capability} is {(given.IsGiven ? "approved" : "not approved")}.",
                    (proposal with { IsGiven = given.IsGiven }).Write()),
            },
            isFollowUp: true, texts);
        return await runs.BeginAsync(run, isStream: false, () => given.IsGiven ? CarryOutAsync(run, proposal, caller) : DeclineAsync(run));
    }

    /// <summary>Takes back what a task waits for, before the task is cancelled.</summary>
    /// <exception cref="ProblemException"><c>not_cancelable</c>: it has been approved already, and may have been done.</exception>
    public Task WithdrawAsync(TaskRow task, TaskOwner owner, CancellationToken cancellationToken)
    {
        if (words is null || task.State != TaskState.InputRequired || TaskProposal.Of(task.Note) is not { } proposal)
        {
            return Task.CompletedTask;
        }

        // What was approved may be gone by now, and have had its effect all the same.
        return proposal.IsGiven is null ? words.Withdraw(proposal.Id, owner, cancellationToken)
            : throw new ProblemException(ErrorCodes.NotCancelable, "It has been approved already.", "approval");
    }

    private static TaskEnd EndOf(TaskResponse answer) => answer.Status switch
    {
        Status.Success => new(TaskState.Completed, Result: (AnswerName, TaskTexts.PartOf(Redaction.Of(answer.Output)))),
        Status.InputRequired => TaskEnd.Asking(answer.Output, new(ContractJson.ToStruct(answer.Approval), IsGiven: null)),
        _ => new(TaskState.Failed) { Words = (answer.Output, null) },
    };

    private async Task<TaskEnd?> CarryOutAsync(TaskRun run, TaskProposal proposal, TaskCaller caller)
    {
        try
        {
            var answer = await AnswerAsync(run, new() { Approval = proposal.Id }, caller);
            if (!run.IsHeld)
            {
                return null;
            }

            var output = JsonParser.Default.Parse<Struct>(answer.Output);
            return answer.Status switch
            {
                Status.Success => TaskEnd.With(skills.Find(proposal.Capability)!.Capability, output),
                Status.Partial => TaskEnd.Left(skills.Find(proposal.Capability)!.Capability, output),
                _ => TaskEnd.With(new ProblemException(output.Fields["code"].StringValue, output.Fields["detail"].StringValue)),
            };
        }
        catch (ProblemException exception) when (run.IsHeld && PlainWords.MayStillHappen(exception))
        {
            return TaskEnd.Asking(
                $"Approve it again to learn what became of it: {exception.Message}", proposal with { IsGiven = true });
        }
        catch (ProblemException exception) when (run.IsHeld && proposal.IsGiven == true)
        {
            return TaskEnd.With(ProblemException.Unavailable(
                "It was approved before, and may be done, but cannot be approved again any more: look for its outcome yourself.",
                exception));
        }
    }

    private async Task<TaskEnd?> DeclineAsync(TaskRun run) =>
        await runs.HoldAsync(run, run.Asked, run.End) ? new(TaskState.Canceled) : null;

    private Task<TaskResponse> AnswerAsync(TaskRun run, TaskRequest request, TaskCaller caller)
    {
        request.TaskId = run.Texts.Id;
        var steps = new WordsSteps(
            () => runs.HoldAsync(run, run.Asked, run.End), name => writer.ChangeAsync(run, name, run.End),
            called => TellAsync(run, called), (capability, happened) => writer.TellAsync(run, capability, happened, run.End));
        return words!.Answer(request, caller, time.GetUtcNow() + Limit, steps, run.End);
    }

    private Task TellAsync(TaskRun run, ToolCall called)
    {
        var now = store.Now();
        var data = new Struct { Fields = { ["tool_call"] = Value.ForStruct(ContractJson.ToStruct(called)) } };
        var note = run.Texts.Note(Guid.CreateVersion7(now), called.ToolName, data);
        return writer.TellAsync(run, TaskState.Working, note, run.Texts.Status(TaskState.Working, now, note), run.End);
    }
}
