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
/// was cut off asks for it again.
/// </summary>
internal sealed class TaskWords(
    TaskRuns runs, TaskStore store, TaskWriter writer, AgentInfo agent, TimeProvider time, PlainWords? words = null)
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
        if (TaskApproval.Of(task?.Note) is not { } approval || approval.Fields["id"].StringValue != given.Id)
        {
            throw new ProblemException(ErrorCodes.NotFound, "There is no such approval, or it has expired.", "approval");
        }

        var texts = TaskTexts.Of(agent, asked.Key, asked.ContextId);
        var name = approval.Fields["capability"].StringValue;
        var run = new TaskRun(
            asked with
            {
                Capability = name,
                Note = texts.Note(
                    Guid.CreateVersion7(time.GetUtcNow()), $"{name} is {(given.IsGiven ? "approved" : "not approved")}.",
                    TaskApproval.Write(approval)),
            },
            isFollowUp: true, texts);
        return await runs.BeginAsync(
            run, isStream: false, () => given.IsGiven ? CarryOutAsync(run, given.Id, approval, caller) : DeclineAsync(run, given.Id));
    }

    /// <summary>Takes back what a task waits for, before the task is cancelled.</summary>
    /// <exception cref="ProblemException"><c>conflict</c>: it has been approved already.</exception>
    public Task WithdrawAsync(TaskRow task, TaskOwner owner, CancellationToken cancellationToken) =>
        words is not null && task.State == TaskState.InputRequired && TaskApproval.Of(task.Note) is { } approval
            ? words.Withdraw(approval.Fields["id"].StringValue, owner, cancellationToken) : Task.CompletedTask;

    private static TaskEnd EndOf(TaskResponse answer) => answer.Status switch
    {
        Status.Success => new(TaskState.Completed, Result: (AnswerName, TaskTexts.PartOf(Redaction.Of(answer.Output)))),
        Status.InputRequired => TaskEnd.Asking(answer.Output, ContractJson.ToStruct(answer.Approval)),
        _ => new(TaskState.Failed) { Words = (answer.Output, null) },
    };

    private async Task<TaskEnd?> CarryOutAsync(TaskRun run, string id, Struct approval, TaskCaller caller)
    {
        try
        {
            var answer = await AnswerAsync(run, new() { Approval = id }, caller);
            if (!run.IsHeld)
            {
                return null;
            }

            var output = JsonParser.Default.Parse<Struct>(answer.Output);
            return answer.Status == Status.Success
                ? new(TaskState.Completed, Result: (run.Asked.Capability!, TaskTexts.PartOf(output)))
                : TaskEnd.With(new ProblemException(output.Fields["code"].StringValue, output.Fields["detail"].StringValue));
        }
        catch (ProblemException exception) when (run.IsHeld && ErrorCodes.IsOutcomeUnknown(exception.Code))
        {
            return TaskEnd.Asking($"Approve it again to learn what became of it: {exception.Message}", approval);
        }
    }

    private async Task<TaskEnd?> DeclineAsync(TaskRun run, string id)
    {
        if (!await runs.HoldAsync(run, run.Asked, run.End))
        {
            return null;
        }

        await words!.Withdraw(id, run.Asked.Owner, run.End);
        return new(TaskState.Canceled);
    }

    private Task<TaskResponse> AnswerAsync(TaskRun run, TaskRequest request, TaskCaller caller)
    {
        request.TaskId = run.Texts.Id;
        var steps = new WordsSteps(() => runs.HoldAsync(run, run.Asked, run.End), called => TellAsync(run, called));
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
