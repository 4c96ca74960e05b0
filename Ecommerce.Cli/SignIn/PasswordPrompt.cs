using Ecommerce.Cli.Output;

namespace Ecommerce.Cli.SignIn;

/// <summary>Asks for a password at the terminal without showing it, or takes the next line of standard input.</summary>
internal static class PasswordPrompt
{
    // Longer than any password that an agent takes.
    private const int MaxLength = 1024;

    /// <summary>One password.</summary>
    /// <param name="question">What is asked at the terminal.</param>
    /// <param name="fromInput">Whether it is a line of standard input.</param>
    /// <exception cref="CommandException">There is no terminal, or no line; a usage error.</exception>
    public static string Read(string question, bool fromInput)
    {
        if (fromInput)
        {
            return Console.In.ReadLine() is { Length: > 0 and <= MaxLength } line
                ? line : throw Wrong("--password-stdin: standard input has no line with a password.");
        }

        if (Console.IsInputRedirected)
        {
            throw Wrong("There is no terminal to ask for a password: give it on standard input, with --password-stdin.");
        }

        Console.Error.Write($"{question}: ");
        var password = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                password.Length = Math.Max(0, password.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar) && password.Length < MaxLength)
            {
                password.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return password.ToString();
    }

    private static CommandException Wrong(string message) => new(message) { ExitCode = ExitCodes.Usage };
}
