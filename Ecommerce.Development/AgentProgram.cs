using System.Runtime.InteropServices;
using Ecommerce.Contracts;

namespace Ecommerce.Development;

/// <summary>An agent as the runner sees it.</summary>
/// <param name="Agent">Which.</param>
/// <param name="Project">Its project, and the file name of its program.</param>
public sealed record AgentProgram(AgentDefinition Agent, string Project)
{
    /// <summary>Every agent.</summary>
    public static IReadOnlyList<AgentProgram> All { get; } = [.. Agents.All.Select(agent => new AgentProgram(agent, ProjectOf(agent)))];

    /// <summary>Name of the agent.</summary>
    public string Name => Agent.Name;

    /// <summary>The databases that it serves from and migrates.</summary>
    public IReadOnlyList<string> Databases => Agent.Databases;

    /// <summary>The folder of the program as it is run.</summary>
    public string Folder => FolderOf(Project);

    /// <summary>The program itself; it finds the runtime by DOTNET_ROOT.</summary>
    public string Executable => Path.Combine(Folder, Project);

    /// <summary>The .NET installation that this program runs on.</summary>
    public static string DotnetRoot { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>
    /// The folder of a project's program as it is run, in the configuration of this one; <c>eng/agents.targets</c> gathers it.
    /// </summary>
    public static string FolderOf(string project) => RepositoryRoot.At("artifacts", "agents", RepositoryRoot.Configuration, project);

    /// <summary>Looks whether a program that is to be run is there.</summary>
    /// <exception cref="ShopException">It is missing.</exception>
    internal static void CheckBuilt(string executable)
    {
        if (!File.Exists(executable))
        {
            throw new ShopException($"{executable} is missing. Build it first: eng/build.sh.");
        }
    }

    // UserService is served by Ecommerce.UserAgent; the gateway is the one agent whose project is not called an agent.
    private static string ProjectOf(AgentDefinition agent) => agent.Name == AgentNames.Gateway
        ? "Ecommerce.Gateway"
        : $"Ecommerce.{agent.Service.Name[..^"Service".Length]}Agent";
}
