using Ecommerce.Cli.Asking;
using Ecommerce.Contracts.Agent;

namespace Ecommerce.Cli.Tests.Asking;

public sealed class ConversationTests
{
    [Fact]
    public void A_call_is_one_line_however_long_it_is_and_whatever_others_wrote()
    {
        var line = Conversation.Step(new ToolCall
        {
            ToolName = "get_product\u001b[2J",
            Arguments = $"{{\n\"sku\": \"{new string('x', 500)}\"}}",
            LatencyMs = 12,
        });
        Assert.DoesNotContain(line, char.IsControl);
        Assert.InRange(line.Length, 1, 180);
        Assert.EndsWith("(12 ms)", line, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_to_be_approved_is_shown_whole()
    {
        var arguments = $$"""{"reason":"{{new string('x', 500)}}"}""";
        var shown = string.Join('\n', Conversation.Proposed(new Approval
        {
            Capability = "create_order",
            Amount = "39.98",
            Currency = "USD",
            Arguments = arguments,
        }));
        Assert.Contains("create_order of 39.98 USD", shown, StringComparison.Ordinal);
        Assert.Contains(new string('x', 500), shown, StringComparison.Ordinal);
    }
}
