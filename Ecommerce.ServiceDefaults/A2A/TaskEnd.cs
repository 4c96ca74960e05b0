using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Json;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>How a task ends.</summary>
/// <param name="State">The state for good.</param>
/// <param name="Problem">Why, if it is not completed.</param>
/// <param name="Reply">What it yields; null if there is nothing more.</param>
internal sealed record TaskEnd(TaskState State, ProblemException? Problem, IMessage? Reply)
{
    // Of an artifact: replies of gRPC have the limit of the contract, and a task holds more than its artifact.
    private const int LargestReply = 4 * 1024 * 1024;

    /// <summary>The end with a reply, which says whether the work was undone.</summary>
    public static TaskEnd With(Capability capability, IMessage? reply) => reply?.CalculateSize() > LargestReply
        ? With(new ProblemException(ErrorCodes.Internal, "The reply is too large for a task: call the capability itself."))
        : new(
            capability.Task is not null && reply is not null && IsUndone(capability, ContractJson.ToStruct(reply))
                ? TaskState.Canceled : TaskState.Completed,
            null, reply);

    /// <summary>The end with a problem: what the rules forbid is rejected, as the published table of errors has it.</summary>
    public static TaskEnd With(ProblemException problem) =>
        new(ErrorCodes.HttpStatus(problem.Code) is 404 or 422 ? TaskState.Rejected : TaskState.Failed, problem, null);

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
    public (Message? Note, IReadOnlyList<StreamResponse> Events) Tell(TaskTexts texts, string capability, DateTimeOffset at, Guid messageId)
    {
        var note = Problem is null ? null : texts.Note(messageId, Problem);
        var status = texts.Status(State, at, note);
        return (note, Reply is null ? [status] : [texts.Artifact(capability, Reply, isFurther: false, isLast: true), status]);
    }
}
