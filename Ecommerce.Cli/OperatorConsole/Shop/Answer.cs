using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>A part of a page: what an agent answered, or why it did not. That there is nothing is another answer than none.</summary>
/// <param name="Value">The answer; null if there is none.</param>
/// <param name="Problem">Why there is none; null if there is one.</param>
public sealed record Answer<T>(T? Value, ProblemException? Problem)
    where T : class
{
    /// <summary>Whether it makes sense to ask again.</summary>
    public bool MayCome => Problem?.Code is not Contracts.ErrorCodes.Forbidden;
}

/// <summary>Asks for a part of a page, so that the rest of the page does not depend on it.</summary>
internal static class Answer
{
    /// <summary>Asks.</summary>
    public static async Task<Answer<T>> OfAsync<T>(Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return new(await ask(), Problem: null);
        }
        catch (ProblemException exception)
        {
            return new(Value: null, exception);
        }
    }
}
