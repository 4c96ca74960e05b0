using Ecommerce.Contracts.Tests.Conformance;
using Ecommerce.Contracts.V1;
using Ecommerce.Development;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Ecommerce.Contracts.Tests;

/// <summary>
/// Refuses a change of the contract that would break a caller or a stored message: what contract.binpb holds must stay as it is. What
/// is new is compatible, but must be committed too. To accept a change, run this class with CONTRACT_ACCEPT=additions, which writes the
/// file if nothing is broken, or, if breaking is meant, with CONTRACT_ACCEPT=breaking; then commit the file with the change.
/// </summary>
public class ContractCompatibilityTests
{
    private static readonly string Path = RepositoryRoot.At("tests", "Ecommerce.Contracts.Tests", "contract.binpb");

    private static readonly FileDescriptor[] Files =
    [
        Agent.AgentReflection.Descriptor,
        Grpc.Health.V1.HealthReflection.Descriptor,
        OptionsReflection.Descriptor,
        .. Agents.All.Select(agent => agent.Service.File),
    ];

    [Fact]
    public void The_contract_is_the_committed_one()
    {
        var current = Contract().ToByteArray();
        var accept = GeneratedFile.Accepts();
        if (accept == "breaking")
        {
            File.WriteAllBytes(Path, current);
        }

        var committed = File.ReadAllBytes(Path);

        var before = FileDescriptorSet.Parser.ParseFrom(committed);
        Assert.Empty(ContractChanges.Breaking(before, Contract()));

        if (accept == "additions")
        {
            File.WriteAllBytes(Path, current);
            return;
        }

        // What is missing once the new contract is taken back is what has been added.
        var added =
            ContractChanges.Breaking(Contract(), before).Select(change => change.Replace(": removed", ": added", StringComparison.Ordinal));
        Assert.True(
            current.AsSpan().SequenceEqual(committed),
            $"contract.binpb is not the contract. Regenerate it: {GeneratedFile.Command}\n{string.Join('\n', added)}");
    }

    [Fact]
    public void Every_kind_of_breaking_change_is_found()
    {
        AssertBreaking("ecommerce/v1/user.proto: removed", set => set.File.Remove(Proto(set, "user")));
        AssertBreaking("ecommerce.v1.User: removed", set => Proto(set, "user").MessageType.RemoveAt(0));
        AssertBreaking("ecommerce.v1.User.email: removed", set => Proto(set, "user").MessageType[0].Field.RemoveAt(1));
        AssertBreaking("ecommerce.v1.User.email: renumbered", set => Proto(set, "user").MessageType[0].Field[1].Number = 9);
        AssertBreaking("ecommerce.v1.User.email: removed", set => Proto(set, "user").MessageType[0].Field[1].Name = "mail");
        AssertBreaking(
            "ecommerce.v1.User.email: retyped",
            set => Proto(set, "user").MessageType[0].Field[1].Type = FieldDescriptorProto.Types.Type.Bytes);
        AssertBreaking(
            "ecommerce.v1.User.tier: retyped", set => Proto(set, "user").MessageType[0].Field[3].TypeName = ".ecommerce.v1.Status");
        AssertBreaking(
            "ecommerce.v1.User.name: retyped",
            set => Proto(set, "user").MessageType[0].Field[2].Label = FieldDescriptorProto.Types.Label.Repeated);
        AssertBreaking("ecommerce.v1.UpdateProfileRequest.name: retyped", set =>
            Proto(set, "user").MessageType.Single(m => m.Name == "UpdateProfileRequest").Field[1].Proto3Optional = false);
        AssertBreaking("ecommerce.v1.Tier: removed", set => Proto(set, "user").EnumType.RemoveAt(0));
        AssertBreaking("ecommerce.v1.Tier.TIER_FREE: removed", set => Proto(set, "user").EnumType[0].Value.RemoveAt(1));
        AssertBreaking("ecommerce.v1.Tier.TIER_FREE: renumbered", set => Proto(set, "user").EnumType[0].Value[1].Number = 9);
        AssertBreaking("ecommerce.v1.UserService: removed", set => Proto(set, "user").Service.RemoveAt(0));
        AssertBreaking("ecommerce.v1.UserService.CreateUser: removed", set => Proto(set, "user").Service[0].Method.RemoveAt(0));
        AssertBreaking(
            "ecommerce.v1.UserService.CreateUser: retyped", set => Proto(set, "user").Service[0].Method[0].ServerStreaming = true);
        AssertBreaking(
            "ecommerce.v1.UserService.CreateUser: retyped",
            set => Proto(set, "user").Service[0].Method[0].InputType = ".ecommerce.v1.User");
    }

    [Fact]
    public void What_is_added_breaks_nothing()
    {
        var (before, after) = (Contract(), Contract());
        Proto(after, "user").MessageType[0].Field.Add(new FieldDescriptorProto { Name = "nickname", Number = 99 });
        Proto(after, "user").MessageType.Add(new DescriptorProto { Name = "Badge" });
        Proto(after, "user").Service[0].Method.Add(new MethodDescriptorProto { Name = "GiveBadge" });
        Proto(after, "user").EnumType[0].Value.Add(new EnumValueDescriptorProto { Name = "TIER_GOLD", Number = 9 });

        Assert.Empty(ContractChanges.Breaking(before, after));
    }

    private static void AssertBreaking(string change, Action<FileDescriptorSet> edit)
    {
        var (before, after) = (Contract(), Contract());
        edit(after);
        Assert.Contains(change, ContractChanges.Breaking(before, after));
    }

    private static FileDescriptorSet Contract() => new() { File = { Files.Select(file => file.ToProto()) } };

    private static FileDescriptorProto Proto(FileDescriptorSet set, string name) =>
        set.File.Single(f => f.Name == $"ecommerce/v1/{name}.proto");
}
