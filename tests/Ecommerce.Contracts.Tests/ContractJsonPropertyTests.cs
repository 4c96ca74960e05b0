using System.Text;
using Ecommerce.Contracts.Json;
using Ecommerce.Contracts.V1;
using Ecommerce.Contracts.Validation;

namespace Ecommerce.Contracts.Tests;

public class ContractJsonPropertyTests
{
    public static TheoryData<string> Methods => [.. CapabilityCatalogue.All.Select(c => c.FullMethodName)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void What_is_printed_reads_back_as_the_same_message(string method)
    {
        var capability = CapabilityCatalogue.FindByMethod(method)!;
        for (var seed = 0; seed < 100; seed++)
        {
            foreach (var type in new[] { capability.Request, capability.Response })
            {
                var message = new RandomMessage(seed).Of(type);
                Assert.Equal(message, ContractJson.Parse(type, ContractJson.FormatUtf8(message)));
            }
        }
    }

    [Fact]
    public void Spoiled_documents_are_read_or_refused_and_never_anything_else()
    {
        const string Json = """
            {"user_id":"a\u00e9\n","payment_method":"c",
            "items":[{"sku":"A","quantity":1.0e1,"price":19.99},{"sku":"B","quantity":2,"price":"1"}]}
            """;
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(Json);
            for (var hits = random.Next(1, 4); hits > 0; hits--)
            {
                bytes[random.Next(bytes.Length)] = (byte)(random.Next(4) == 0 ? random.Next(256) : "{}[]\",:\\eE.-0u\0"[random.Next(15)]);
            }

            try
            {
                var order =
                    ContractJson.Parse<CreateOrderRequest>(bytes.AsSpan(0, random.Next(8) == 0 ? random.Next(bytes.Length) : bytes.Length));
                RequestValidator.Validate(order);
                Assert.Equal(order, ContractJson.Parse<CreateOrderRequest>(ContractJson.FormatUtf8(order)));
            }
            catch (ContractJsonException exception)
            {
                Assert.NotEqual("", exception.Message);
            }
        }
    }

    [Fact]
    public void An_amount_reads_back_as_the_same_minor_units()
    {
        var random = new Random(1);
        foreach (var currency in new[] { "USD", "JPY", "KWD" })
        {
            for (var i = 0; i < 10_000; i++)
            {
                var minor = random.NextInt64(long.MaxValue) >> random.Next(63);
                Assert.True(Money.TryParse(Money.Format(minor, currency), currency, out var read));
                Assert.Equal(minor, read);
            }
        }
    }
}
