using Ecommerce.Contracts;
using Ecommerce.Contracts.Agent;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;

namespace Ecommerce.ServiceDefaults.Tasks;

/// <summary>
/// Answers tasks that name no capability. An agent for which none is registered refuses them, or asks for the name, with the capabilities.
/// </summary>
/// <param name="Answer">Answers a question, or carries out what it was answered with once that is approved.</param>
/// <param name="Withdraw">
/// Takes back what waits for an approval, by its ID and owner. It throws <c>not_cancelable</c> if it has been approved already.
/// </param>
public sealed record PlainWords(AnswerWords Answer, Func<string, TaskOwner, CancellationToken, Task> Withdraw)
{
    /// <summary>Whether what was approved may be done in spite of a problem, or goes on once its owner has signed in again.</summary>
    public static bool MayStillHappen(ProblemException problem) =>
        ErrorCodes.IsOutcomeUnknown(problem.Code) || problem.Code == ErrorCodes.Unauthenticated;
}

/// <summary>Answers a task that names no capability.</summary>
/// <param name="request">The task.</param>
/// <param name="caller">Who asks.</param>
/// <param name="deadline">When the caller stops waiting.</param>
/// <param name="steps">Who is told how it goes on; null for nobody.</param>
/// <param name="cancellationToken">The caller has left, or the task is cancelled.</param>
/// <exception cref="ProblemException">It is refused or fails.</exception>
public delegate Task<TaskResponse> AnswerWords(
    TaskRequest request, TaskCaller caller, DateTimeOffset deadline, WordsSteps? steps, CancellationToken cancellationToken);

/// <summary>How the answer to a task in plain words goes on.</summary>
/// <param name="Begin">It was let in and begins now; false if somebody else answers it.</param>
/// <param name="Change">
/// A capability that changes something, by its name, is called next: from then on the task is not cancelled any more. It throws if the task
/// has been cancelled, or is somebody else's by now; then nothing is called.
/// </param>
/// <param name="Tell">A capability was called.</param>
/// <param name="Happen">The work of a capability goes on after its call, and this event of it happened.</param>
public sealed record WordsSteps(
    Func<Task<bool>> Begin, Func<string, Task> Change, Func<ToolCall, Task> Tell, Func<Capability, IMessage, Task> Happen);
