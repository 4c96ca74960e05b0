using A2A.V1;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>
/// What a task waits for, or carries out, as data of its status message: <c>{"approval": {…}, "approve": true}</c>.
/// </summary>
/// <param name="Approval">The exact call and its ID.</param>
/// <param name="IsGiven">The owner's answer, which may have had its effect; null as long as there is none.</param>
internal sealed record TaskProposal(Struct Approval, bool? IsGiven)
{
    /// <summary>The approval's.</summary>
    public string Id => Approval.Fields["id"].StringValue;

    /// <summary>What is called.</summary>
    public string Capability => Approval.Fields["capability"].StringValue;

    /// <summary>Reads it from a task's status message; null if that is another one.</summary>
    public static TaskProposal? Of(Message? note) =>
        TaskTexts.DataOf(note, TaskApproval.Member) is { } data
            ? new(
                data.Fields[TaskApproval.Member].StructValue,
                data.Fields.TryGetValue(TaskApproval.Decision, out var given) ? given.BoolValue : null)
            : null;

    /// <summary>As data of a status message.</summary>
    public Struct Write()
    {
        var data = new Struct { Fields = { [TaskApproval.Member] = Value.ForStruct(Approval) } };
        if (IsGiven is { } given)
        {
            data.Fields[TaskApproval.Decision] = Value.ForBool(given);
        }

        return data;
    }
}
