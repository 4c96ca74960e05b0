using Ecommerce.Contracts;

namespace Ecommerce.Development;

/// <summary>The databases of the shop and the two roles of each.</summary>
public static class DatabaseNames
{
    /// <summary>Every database.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Agents.All.SelectMany(agent => agent.Databases)];

    /// <summary>Every role.</summary>
    public static IReadOnlyList<string> Roles { get; } = [.. All.SelectMany(database => (string[])[Owner(database), App(database)])];

    /// <summary>The role that owns the database and migrates it.</summary>
    public static string Owner(string database) => $"{database}_owner";

    /// <summary>The role that serves: data statements, no DDL, no other database.</summary>
    public static string App(string database) => $"{database}_app";
}
