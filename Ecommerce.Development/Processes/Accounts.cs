namespace Ecommerce.Development.Processes;

/// <summary>The accounts of this machine, from <c>/etc/passwd</c>.</summary>
public static class Accounts
{
    /// <summary>Whether that account exists.</summary>
    public static bool Exists(string user) => Find(user) is not null;

    /// <summary>Primary group ID of an account.</summary>
    /// <exception cref="InvalidOperationException">There is no such account.</exception>
    public static string GroupOf(string user) => Find(user)?[3] ?? throw new InvalidOperationException($"There is no account {user}.");

    private static string[]? Find(string user) =>
        File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(fields => fields.Length > 3 && fields[0] == user);
}
