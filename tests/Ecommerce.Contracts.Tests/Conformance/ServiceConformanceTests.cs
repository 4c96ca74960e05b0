using System.Reflection;
using Ecommerce.Contracts.V1;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Capabilities;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Ecommerce.Contracts.Tests.Conformance;

/// <summary>Holds every agent's service to the contract: what is called has a method.</summary>
public class ServiceConformanceTests
{
    // Every agent is referenced, and so lies beside this assembly.
    private static readonly Type[] Services =
    [
        .. from file in Directory.GetFiles(AppContext.BaseDirectory, "Ecommerce.*.dll")
           from type in Assembly.Load(Path.GetFileNameWithoutExtension(file)).GetTypes()
           where type.BaseType?.IsDefined(typeof(BindServiceMethodAttribute), inherit: false) == true
           select type,
    ];

    public static TheoryData<string> Capabilities => [.. CapabilityCatalogue.All.Select(capability => capability.ToString())];

    [Fact]
    public void Every_RPC_is_a_capability()
    {
        var forgotten = Agents.All.SelectMany(agent => agent.Service.Methods)
            .Where(method => CapabilityCatalogue.FindByMethod($"/{method.Service.FullName}/{method.Name}") is null)
            .Select(method => $"Ecommerce.Contracts/Protos/{method.File.Name}: the RPC {method.Name} has no option (capability)").ToList();
        Assert.True(forgotten.Count == 0, string.Join('\n', forgotten));
    }

    /// <summary>A misspelled field of the option <c>resources</c> would leave the audit log without a resource.</summary>
    [Fact]
    public void Every_resource_is_a_text_that_a_reply_or_request_carries() => Assert.All(
        from agent in Agents.All
        from resource in agent.Service.GetOptions()?.GetExtension(OptionsExtensions.Resources) ?? []
        select (agent.Service, resource.Field),
        resource => Assert.Contains(
            resource.Service.Methods.SelectMany(method => new[] { method.InputType, method.OutputType }),
            message => message.FindFieldByName(resource.Field) is { FieldType: FieldType.String, IsRepeated: false }));

    /// <summary>What tells of a task and what cancels it takes the ID of what the task makes.</summary>
    [Fact]
    public void Every_task_is_told_and_cancelled_by_capabilities_of_its_agent()
    {
        foreach (var capability in CapabilityCatalogue.All.Where(capability => capability.Task is not null))
        {
            var progress = CapabilityCatalogue.Find(capability.Agent, capability.Task!.Progress)!;
            var cancel = CapabilityCatalogue.Find(capability.Agent, capability.Task.Cancel)!;

            Assert.Equal(Idempotency.Keyed, capability.Idempotency);
            Assert.All([progress, cancel], sibling => Assert.NotNull(sibling.Request.FindFieldByName(capability.Task.IdField)));
            Assert.NotNull(progress.Request.FindFieldByName("last_event_id"));
            Assert.All(["event_id", "type", "detail", "status"], field => Assert.NotNull(progress.Response.FindFieldByName(field)));
            Assert.True(progress.ServerStreaming && !cancel.ServerStreaming && !capability.ServerStreaming);
            Assert.NotNull(capability.Response.FindFieldByName("status"));
        }
    }

    [Theory]
    [MemberData(nameof(Capabilities))]
    public void Every_capability_has_a_method(string capability)
    {
        var method = CapabilityCatalogue.All.Single(c => c.ToString() == capability).Method;
        var service = Services.Single(type => type.BaseType!.Name == $"{method.Service.Name}Base");

        var missing = ServiceConformance.Missing(service).Where(line => line.Contains($" {method.Name}(")).ToList();
        Assert.True(missing.Count == 0, string.Join('\n', missing));
        Assert.True(
            File.Exists(RepositoryRoot.At(service.Assembly.GetName().Name!, $"{service.Name}.cs")), $"{service} has a file of its own");
    }
}
