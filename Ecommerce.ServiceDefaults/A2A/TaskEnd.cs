using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Json;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>How the work on a task ends.</summary>
/// <param name="State">The state for good, or until its owner answers.</param>
/// <param name="Problem">Why, if it is not completed.</param>
/// <param name="Result">What it yields, and by which name; null if there is nothing more.</param>
internal sealed record TaskEnd(TaskState State, ProblemException? Problem = null, (string Name, Part Part)? Result = null)
{
    // Of an artifact: replies of gRPC have the limit of the contract, and a task holds more than its artifact.
    private const int LargestReply = 4 * 1024 * 1024;

    /// <summary>What is said of it, where there is no problem: a sentence, and the data behind it.</summary>
    public (string Text, Struct? Data)? Words { get; init; }

    /// <summary>Whether the result is complete but degraded.</summary>
    public bool IsDegraded { get; init; }

    /// <summary>The end with a reply, which says whether the work was undone.</summary>
    public static TaskEnd With(Capability capability, IMessage? reply) => reply?.CalculateSize() > LargestReply
        ? With(new ProblemException(ErrorCodes.Internal, "The reply is too large for a task: call the capability itself."))
        : reply is null ? new(TaskState.Completed) : With(capability, ContractJson.ToStruct(reply));

    /// <summary>The end with a result, which says whether the work was undone.</summary>
    public static TaskEnd With(Capability capability, Struct result) => new(
        capability.Task is not null && IsUndone(capability, result) ? TaskState.Canceled : TaskState.Completed,
        Result: (capability.Name, TaskTexts.PartOf(result)));

    /// <summary>The end where the work may go on, and nobody follows it any further: with how it stood last.</summary>
    public static TaskEnd Left(Capability capability, Struct told) => With(capability, told) with
    {
        Words = ("This is how it stood last. The task does not follow it any further: look for its outcome yourself.", null),
    };

    /// <summary>The same of what was approved, by the event of its work beside the approval.</summary>
    /// <param name="proposal">What was approved.</param>
    /// <param name="note">The task's status message.</param>
    /// <returns>Null if nothing is known to have happened.</returns>
    public static TaskEnd? Left(TaskProposal proposal, Message? note)
    {
        var capability = CapabilityCatalogue.All.FirstOrDefault(known => known.Name == proposal.Capability);
        if (capability?.Task is not { } option || TaskTexts.DataOf(note, option.IdField) is not { Fields: { } told } data)
        {
            return null;
        }

        // The detail of such an event is the code by which the call would be refused.
        return told["status"].StringValue == "failed"
            ? With(new ProblemException(told["detail"].StringValue, $"The work of {capability.Name} has failed."))
            : Left(capability, data);
    }

    /// <summary>The end with a problem: what the rules forbid is rejected, as the published table of errors has it.</summary>
    public static TaskEnd With(ProblemException problem) =>
        new(ErrorCodes.HttpStatus(problem.Code) is 404 or 422 ? TaskState.Rejected : TaskState.Failed, problem);

    /// <summary>The work waits for an approval.</summary>
    public static TaskEnd Asking(string text, TaskProposal proposal) =>
        new(TaskState.InputRequired) { Words = (text, proposal.Write()) };

    /// <summary>The end with what a call left under its key; null if it may still leave something.</summary>
    public static TaskEnd? Of(Capability capability, IdempotencyClaim left) => left switch
    {
        { Problem: { } problem } => With(problem),
        { Reply: { } reply } => With(capability, (IMessage)capability.ResponseParser.ParseFrom(reply)),
        _ => null,
    };

    /// <summary>Whether the work of a task was undone, as an event or the reply of its capability says.</summary>
    public static bool IsUndone(Capability capability, Struct message) =>
        message.Fields.TryGetValue("status", out var status) && capability.Task!.Canceled.Contains(status.StringValue);

    /// <summary>The message that explains it, and the events that tell of it.</summary>
    public (Message? Note, IReadOnlyList<StreamResponse> Events) Tell(TaskTexts texts, DateTimeOffset at, Guid messageId)
    {
        var note = Problem is not null ? texts.Note(messageId, Problem)
            : Words is var (text, data) ? texts.Note(messageId, text, data) : null;
        var status = texts.Status(State, at, note);
        if (Result is not var (name, part))
        {
            return (note, [status]);
        }

        var artifact = texts.Artifact(name, part, isFurther: false, isLast: true);
        artifact.ArtifactUpdate.Artifact.Metadata = IsDegraded ? TaskTexts.Degraded() : null;
        return (note, [artifact, status]);
    }
}
