using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>The request of a skill: the one part of data of a message.</summary>
public static class SkillRequest
{
    /// <summary>Reads it, and checks its fields' types, counts and lengths.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>, naming the field.</exception>
    public static IMessage Read(Capability skill, Message message) => RequestJson.Parse(
        skill,
        RequestJson.Check(DataOf(message) ?? throw ProblemException.Invalid(
            [new("message.parts", "must be one part of data: the skill's request")])));

    /// <summary>Whether it has a member of that name.</summary>
    internal static bool Has(Message message, string member) => DataOf(message)?.Fields.ContainsKey(member) == true;

    private static Struct? DataOf(Message message) =>
        message.Parts is [{ ContentCase: Part.ContentOneofCase.Data, Data.StructValue: { } data }] ? data : null;
}
