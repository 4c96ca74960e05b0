using System.Buffers;
using Ecommerce.Contracts.V1;
using Ecommerce.Contracts.Validation;
using Ecommerce.Contracts.Wire;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Contracts.Tests;

public class ContractWireTests
{
    private const int Many = 250_000;

    public static TheoryData<string> Capabilities => [.. CapabilityCatalogue.All.Select(capability => capability.ToString())];

    [Theory]
    [InlineData(2)] // items
    [InlineData(100)] // no field of ours
    public void A_flood_of_elements_is_refused_and_costs_nothing(int field)
    {
        byte[] element = [.. Varint((uint)(field << 3) | 2), 0];
        var bytes = Enumerable.Repeat(element, Many).SelectMany(e => e).ToArray();
        Refused<CreateOrderRequest>(bytes);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var refusal = Refused<CreateOrderRequest>(bytes);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal($"has more than {ContractWire.MaxFields} fields", refusal.Message);
        Assert.InRange(allocated, 0, 64 * 1024);
    }

    [Fact]
    public void A_list_longer_than_its_rule_names_its_field()
    {
        var order = new CreateOrderRequest { Items = { Enumerable.Repeat(new Item { Sku = "A", Quantity = 1 }, 100) } };
        Assert.Null(Check(order));

        order.Items.Add(new Item());

        Assert.Equal(new FieldViolation("items", "must have at most 100 elements"), Check(order));
    }

    [Fact]
    public void A_text_longer_than_its_rule_names_its_field()
    {
        Assert.Null(
            Check(new CreateOrderRequest { Items = { new Item(), new Item { Sku = string.Concat(Enumerable.Repeat("😀", 64)) } } }));
        Assert.Equal(
            new FieldViolation("items[1].sku", "must have at most 64 characters"),
            Check(new CreateOrderRequest { Items = { new Item(), new Item { Sku = string.Concat(Enumerable.Repeat("😀", 65)) } } }));
        Assert.Equal("user_id", Check(new GetUserRequest { UserId = new string('a', 37) })?.Field);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_number_that_JSON_has_not_names_the_payload(double number)
    {
        var list = new Value { ListValue = new ListValue { Values = { Value.ForNumber(1), Value.ForNumber(number) } } };

        Assert.Equal(new FieldViolation("payload", "must be a finite number"), Check(Route(list)));
        Assert.Null(Check(Route(Value.ForNumber(double.MaxValue))));
    }

    [Theory]
    [InlineData(31, true)]
    [InlineData(32, false)]
    public void A_struct_nests_as_deep_as_JSON(int lists, bool accepted)
    {
        var value = Value.ForNumber(1);
        for (var i = 0; i < lists; i++)
        {
            value = new Value { ListValue = new ListValue { Values = { value } } };
        }

        if (accepted)
        {
            Assert.Null(Check(Route(value)));
        }
        else
        {
            Assert.Equal("nests deeper than 32", Refused<RouteRequest>(Route(value).ToByteArray()).Message);
        }
    }

    [Theory]
    [InlineData("0A")] // a length is missing
    [InlineData("0A0541")] // shorter than it says
    [InlineData("0AFFFFFFFFFFFFFFFFFFFF01")] // no varint
    [InlineData("0000")] // field 0
    [InlineData("0B0C")] // a group
    [InlineData("0F")] // no wire type
    [InlineData("0A01FF")] // no UTF-8
    [InlineData("12020A09")] // the same, within an item
    public void What_is_no_message_is_refused(string hex) => Refused<CreateOrderRequest>(Convert.FromHexString(hex));

    [Theory]
    [MemberData(nameof(Capabilities))]
    public void What_a_client_writes_is_read_whatever_the_buffers(string name)
    {
        var capability = CapabilityCatalogue.All.Single(capability => capability.ToString() == name);
        for (var seed = 0; seed < 100; seed++)
        {
            var bytes = new RandomMessage(seed).Of(capability.Request).ToByteArray();
            var whole = ContractWire.Check(capability.Request, new(bytes));

            Assert.Equal(whole, ContractWire.Check(capability.Request, Halves(bytes)));
            Assert.True(whole is null
                || RequestValidator.Validate(capability.RequestParser.ParseFrom(bytes)).Any(v => v.Field == whole.Value.Field),
                whole?.ToString());
        }
    }

    private static RouteRequest Route(Value value) =>
        new() { Service = "user", Action = "get_user", Payload = new Struct { Fields = { ["a"] = value } } };

    private static FieldViolation? Check(IMessage message) => ContractWire.Check(message.Descriptor, new(message.ToByteArray()));

    private static ContractWireException Refused<T>(byte[] bytes)
        where T : IMessage<T>, new()
    {
        MessageDescriptor type = new T().Descriptor;
        return Assert.Throws<ContractWireException>(() => ContractWire.Check(type, new(bytes)));
    }

    private static byte[] Varint(uint value) => value < 0x80 ? [(byte)value] : [(byte)(value | 0x80), .. Varint(value >> 7)];

    private static ReadOnlySequence<byte> Halves(byte[] bytes)
    {
        var first = new Segment(bytes.AsMemory(0, bytes.Length / 2), null);
        var second = new Segment(bytes.AsMemory(bytes.Length / 2), first);
        return new(first, 0, second, second.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? before)
        {
            Memory = memory;
            if (before is not null)
            {
                RunningIndex = before.Memory.Length;
                before.Next = this;
            }
        }
    }
}
