using System.Runtime.InteropServices;
using Ecommerce.Contracts;

namespace Ecommerce.Cli.Development;

/// <summary>One of the five agents as the runner sees it.</summary>
/// <param name="Name">Name of the agent.</param>
/// <param name="Project">Its project, and the file name of its program.</param>
/// <param name="Databases">The databases that it serves from and migrates.</param>
/// <param name="Number">Its place in every row of ports: the last digit of 8443 to 8447.</param>
internal sealed record AgentProgram(string Name, string Project, IReadOnlyList<string> Databases, int Number)
{
    /// <summary>Every agent.</summary>
    public static IReadOnlyList<AgentProgram> All { get; } =
    [
        new(AgentNames.Gateway, "Ecommerce.Gateway", ["gateway"], 3),
        new(AgentNames.User, "Ecommerce.UserAgent", ["users"], 4),
        new(AgentNames.Order, "Ecommerce.OrderAgent", ["orders"], 5),
        new(AgentNames.Payment, "Ecommerce.PaymentAgent", ["payments", "sandbox"], 6),
        new(AgentNames.Inventory, "Ecommerce.InventoryAgent", ["inventory"], 7),
    ];

    /// <summary>The folder that holds the built program, of the same configuration as this one.</summary>
    public string Folder => Repository.At("artifacts", "bin", Project, Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')));

    /// <summary>The program itself; it finds the runtime by DOTNET_ROOT.</summary>
    public string Executable => Path.Combine(Folder, Project);

    /// <summary>The .NET installation that this program runs on.</summary>
    public static string DotnetRoot { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
}
