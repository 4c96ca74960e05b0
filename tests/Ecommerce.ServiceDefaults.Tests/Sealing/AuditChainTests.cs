using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Sealing;

namespace Ecommerce.ServiceDefaults.Tests.Sealing;

public sealed class AuditChainTests
{
    [Fact]
    public void No_two_contents_of_a_row_have_one_hash()
    {
        var row = new AuditRow { Position = 1, AuditId = "a", EventType = "b", At = new(), AgentName = "c", Reason = "d" };
        AuditRow[] others =
        [
            new(row) { Position = 2 }, new(row) { AuditId = "ab", EventType = "" }, new(row) { AgentName = "cd", Reason = "" },
            new(row) { Outcome = "" }, new(row) { Count = 0 }, new(row) { DurationUs = 0 }, new(row) { Context = "{}" },
            new(row) { At = new() { Nanos = 1000 } },
        ];
        var moved = new AuditRow(row) { Outcome = "d" };
        moved.ClearReason();

        Assert.All([.. others, moved], other => Assert.NotEqual(AuditChain.HashOf(row), AuditChain.HashOf(other)));
        Assert.Equal(AuditChain.HashOf(row), AuditChain.HashOf(new(row)));
    }

    [Fact]
    public void Every_field_of_a_row_is_hashed()
    {
        var row = new AuditRow { At = new() };
        foreach (var field in AuditRow.Descriptor.Fields.InDeclarationOrder().Where(field => field.Name != "at"))
        {
            var other = row.Clone();
            field.Accessor.SetValue(other, field.FieldType == Google.Protobuf.Reflection.FieldType.String ? "x" : 1L);
            Assert.NotEqual(AuditChain.HashOf(row), AuditChain.HashOf(other));
        }
    }
}
