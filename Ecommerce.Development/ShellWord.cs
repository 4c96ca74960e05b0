namespace Ecommerce.Development;

/// <summary>A word as a POSIX shell reads it back, for command lines that are printed to be copied.</summary>
public static class ShellWord
{
    /// <summary>In quotes, where it holds more than letters, digits and what paths usually hold.</summary>
    public static string Of(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '-' or '_' or '.')
        ? word
        : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
