using System.Net.Mime;
using A2A.V1;
using Ecommerce.Contracts.Json;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using TaskStatus = A2A.V1.TaskStatus;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>What is said of a task.</summary>
/// <param name="Id">Its ID, as clients have it.</param>
/// <param name="ContextId">Its context.</param>
internal sealed record TaskTexts(string Id, string ContextId)
{
    private const string Json = MediaTypeNames.Application.Json;

    /// <summary>The artifact of a task, and of the pieces of a stream.</summary>
    private const string ResultId = "result";

    /// <summary>What is said of a task.</summary>
    public static TaskTexts Of(AgentInfo agent, TaskKey key, string contextId) => new(TaskKey.TextOf(agent.Name, key.Id), contextId);

    /// <summary>A text as a part.</summary>
    public static Part PartOf(string text) => new() { Text = text, MediaType = MediaTypeNames.Text.Plain };

    /// <summary>A reply, or an item of a stream, as a part.</summary>
    public static Part PartOf(IMessage reply) => PartOf(ContractJson.ToStruct(reply));

    /// <summary>Data as a part.</summary>
    public static Part PartOf(Struct data) => new() { Data = Value.ForStruct(data), MediaType = Json };

    /// <summary>What the metadata of an artifact say of a reply that is complete but degraded.</summary>
    public static Struct Degraded() => new() { Fields = { ["degraded"] = Value.ForBool(true) } };

    /// <summary>The data of a message that have a member; null if it has none.</summary>
    public static Struct? DataOf(Message? message, string member) =>
        message?.Parts.Select(part => part.Data?.StructValue).FirstOrDefault(data => data?.Fields.ContainsKey(member) == true);

    /// <summary>A message of the agent: a sentence, and the data behind it if there are any.</summary>
    public Message Note(Guid messageId, string text, Struct? data = null, string mediaType = Json)
    {
        var note = new Message
        {
            MessageId = messageId.ToString("N"),
            TaskId = Id,
            ContextId = ContextId,
            Role = Role.Agent,
            Parts = { PartOf(text) },
        };
        if (data is not null)
        {
            note.Parts.Add(new Part { Data = Value.ForStruct(data), MediaType = mediaType });
        }

        return note;
    }

    /// <summary>A message of the agent that tells of a problem.</summary>
    public Message Note(Guid messageId, ProblemException problem) => Note(
        messageId, problem.Message, JsonParser.Default.Parse<Struct>(ProblemJson.Format(problem)), ProblemJson.MediaType);

    /// <summary>The task stands otherwise.</summary>
    public StreamResponse Status(TaskState state, DateTimeOffset at, Message? note = null) => new()
    {
        StatusUpdate = new()
        {
            TaskId = Id,
            ContextId = ContextId,
            Status = new TaskStatus { State = state, Timestamp = at.ToTimestamp(), Message = note },
        },
    };

    /// <summary>The reply, or an item of a stream.</summary>
    /// <param name="name">The capability.</param>
    /// <param name="part">What it says.</param>
    /// <param name="isFurther">Whether it follows another item.</param>
    /// <param name="isLast">Whether nothing follows.</param>
    public StreamResponse Artifact(string name, Part part, bool isFurther, bool isLast) => new()
    {
        ArtifactUpdate = new()
        {
            TaskId = Id,
            ContextId = ContextId,
            Append = isFurther,
            LastChunk = isLast,
            Artifact = new()
            {
                ArtifactId = ResultId,
                Name = name,
                Parts = { part },
            },
        },
    };
}
