using Ecommerce.Contracts.Json;
using Ecommerce.Contracts.Schemas;
using Ecommerce.Contracts.Validation;

namespace Ecommerce.Contracts.Tests.Schemas;

/// <summary>Examples are what they show.</summary>
public sealed class MessageExamplesTests
{
    public static TheoryData<string> Capabilities => [.. CapabilityCatalogue.All.Select(capability => capability.ToString())];

    [Theory]
    [MemberData(nameof(Capabilities))]
    public void The_example_of_a_request_keeps_the_capabilitys_rules(string name)
    {
        var capability = CapabilityCatalogue.All.Single(capability => capability.ToString() == name);
        var example = MessageExamples.Request(capability).ToJsonString();

        var request = ContractJson.Parse(capability.Request, BoundedJson.Check(example));

        Assert.Empty(RequestValidator.Validate(request));
    }
}
