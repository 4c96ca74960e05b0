using System.Security.Cryptography;
using System.Text;
using Ecommerce.ServiceDefaults.Tasks;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>A task of an owner: what every statement that serves a caller names.</summary>
/// <param name="Id">The task.</param>
/// <param name="Owner">See <see cref="HashOf"/>.</param>
internal sealed record TaskKey(Guid Id, byte[] Owner)
{
    /// <summary>SHA-256 of actor and user: the owner as the database knows it.</summary>
    public static byte[] HashOf(TaskOwner owner) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{owner.Actor.Length}:{owner.Actor}{owner.UserId}"));

    /// <summary>The task's ID as clients have it: it names the agent that does the work.</summary>
    public static string TextOf(string agent, Guid id) => $"{agent}.{id:N}";

    /// <summary>Reads <see cref="TextOf"/>; null if it names no task of the agent.</summary>
    public static Guid? Read(string agent, string text) =>
        text.Length == agent.Length + 1 + 32 && text.StartsWith(agent, StringComparison.Ordinal) && text[agent.Length] == '.'
        && Guid.TryParseExact(text.AsSpan(agent.Length + 1), "N", out var id) && TextOf(agent, id) == text
            ? id : null;
}
