namespace Ecommerce.Development;

/// <summary>What keeps a shop from running, for the person at the terminal: the cause and, where there is one, the way out.</summary>
public sealed class ShopException : Exception
{
    /// <summary>Creates it.</summary>
    /// <param name="message">One or two sentences.</param>
    /// <param name="inner">The cause, if it was another exception.</param>
    public ShopException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>Whether an option or an environment variable is wrong, rather than the shop or the machine.</summary>
    public bool IsUsageError { get; init; }
}
