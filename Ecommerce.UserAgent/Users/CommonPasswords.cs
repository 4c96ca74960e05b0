using System.Collections.Frozen;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.UserAgent.Users;

/// <summary>The passwords that are guessed first, which nobody may choose (OWASP ASVS 5, 6.2.4): <c>common-passwords.txt</c>.</summary>
internal static class CommonPasswords
{
    private static readonly Lazy<FrozenSet<string>> All = new(Read);

    /// <summary>Refuses a password that is one of them, in whatever case.</summary>
    /// <param name="password">What the user wants.</param>
    /// <param name="field">The request's field that holds it.</param>
    /// <exception cref="ProblemException"><c>invalid_request</c>.</exception>
    public static void Refuse(string password, string field)
    {
        if (All.Value.Contains(password))
        {
            throw ProblemException.Invalid([new(field, "is one of the commonest passwords: choose another")]);
        }
    }

    private static FrozenSet<string> Read()
    {
        using var text = new StreamReader(typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!);
        return text.ReadToEnd().Split('\n').Where(line => line is not ("" or ['#', ..])).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
