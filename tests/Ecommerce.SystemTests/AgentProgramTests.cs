using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.Development;

namespace Ecommerce.SystemTests;

/// <summary>The agents' programs as the build leaves them: what <c>ecommerce up</c> starts, and on which runtime settings.</summary>
[Collection<DisturbedShopCollection>]
public sealed class AgentProgramTests(DisturbedShop shop)
{
    // In KB: half as much again as it takes. Another machine stays below it; a collector that keeps all that it once had does not.
    private const long MostMemory = 80 * 1024;

    public static TheoryData<string> Agents => [.. AgentNames.All];

    [Theory]
    [MemberData(nameof(Agents))]
    public void An_agent_is_started_from_the_assemblies_that_were_built_last(string agent)
    {
        var program = ProgramOf(agent);
        var built = Directory.GetFiles(RepositoryRoot.At("artifacts", "bin", program.Project, RepositoryRoot.Configuration), "*.dll");
        Assert.Contains(built, file => Path.GetFileName(file) == $"{program.Project}.dll");
        Assert.All(built, file => Assert.Equal(VersionOf(file), VersionOf(Path.Combine(program.Folder, Path.GetFileName(file)))));
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void An_agent_is_started_from_assemblies_that_are_compiled_ahead_of_time(string agent)
    {
        var program = ProgramOf(agent);
        Assert.SkipUnless(
            Directory.Exists(RepositoryRoot.At("artifacts", "obj", "agents", RepositoryRoot.Configuration)),
            "The compiler is not in the package feed, or this is not the configuration Release.");
        Assert.All(Directory.GetFiles(program.Folder, "*.dll"), file => Assert.True(IsCompiled(file), file));
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void An_agent_has_the_collector_and_the_compilation_that_were_chosen(string agent)
    {
        using var file = JsonDocument.Parse(File.ReadAllText($"{ProgramOf(agent).Executable}.runtimeconfig.json"));
        var settings = file.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties").EnumerateObject()
            .Where(setting => setting.Name.StartsWith("System.GC.", StringComparison.Ordinal)
                || setting.Name.StartsWith("System.Runtime.Tiered", StringComparison.Ordinal))
            .Select(setting => $"{setting.Name}={setting.Value}").Order();
        Assert.Equal(
            [
                "System.GC.Concurrent=True", "System.GC.DynamicAdaptationMode=1", "System.GC.Server=True", "System.Runtime.TieredPGO=True",
            ],
            settings);
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task An_agent_that_has_just_started_has_at_most_80_MB_of_its_own_and_its_share()
    {
        shop.Kill(AgentNames.User);
        await shop.WaitUntilReadyAsync(AgentNames.User);

        var lines = await File.ReadAllLinesAsync(
            $"/proc/{shop.PidOf(AgentNames.User)}/smaps_rollup", TestContext.Current.CancellationToken);
        var share = lines.Single(line => line.StartsWith("Pss:", StringComparison.Ordinal));
        Assert.InRange(long.Parse(share[4..^2], CultureInfo.InvariantCulture), 1, MostMemory);
    }

    private static AgentProgram ProgramOf(string agent) => AgentProgram.All.Single(program => program.Name == agent);

    // Compiling ahead of time leaves it as it is.
    private static Guid VersionOf(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }

    private static bool IsCompiled(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        return file.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}
