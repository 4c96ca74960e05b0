using A2A.V1;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>
/// The owner's answer to a task that waits for an approval: the one part of data of a message, <c>{"approval": ID, "approve": true}</c>.
/// </summary>
/// <param name="Id">The approval's.</param>
/// <param name="IsGiven">Whether it is given.</param>
internal sealed record TaskApproval(string Id, bool IsGiven)
{
    internal const string Member = "approval";
    internal const string Decision = "approve";

    /// <summary>Reads it; null if the message is another one.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>: it is not in this form.</exception>
    public static TaskApproval? Read(Message message)
    {
        if (message.Parts.All(part => part.Data?.StructValue?.Fields.ContainsKey(Member) != true))
        {
            return null;
        }

        return message.Parts is [{ Data.StructValue.Fields: { Count: 2 } fields }]
            && fields[Member] is { KindCase: Value.KindOneofCase.StringValue, StringValue: var id }
            && fields.TryGetValue(Decision, out var given) && given.KindCase == Value.KindOneofCase.BoolValue
                ? new(id, given.BoolValue)
                : throw ProblemException.Invalid(
                    [new("message.parts", $"must be one part of data: {Member}, the ID as a string, and {Decision}, true or false")]);
    }
}
