using A2A.V1;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;
using AgentTask = A2A.V1.Task;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>The protocol's messages have no field for a skill: its name is a member of their metadata.</summary>
public static class SkillName
{
    /// <summary>The member's name.</summary>
    public const string Member = "skillId";

    /// <summary>The skill that a message names; null if it names none.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>: it is no text.</exception>
    public static string? Of(SendMessageRequest request) =>
        Read(request.Message.Metadata, "message.metadata") ?? Read(request.Metadata, "metadata");

    /// <summary>Names the skill of a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="skill">Null if none is named yet.</param>
    public static void Tell(AgentTask task, string? skill)
    {
        if (skill is not null)
        {
            task.Metadata = new() { Fields = { [Member] = Value.ForString(skill) } };
        }
    }

    private static string? Read(Struct? metadata, string field) =>
        metadata is null || !metadata.Fields.TryGetValue(Member, out var value) ? null
            : value.KindCase == Value.KindOneofCase.StringValue ? value.StringValue
            : throw ProblemException.Invalid([new($"{field}.{Member}", "must be a string")]);
}
