using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.InventoryAgent.Tests;

/// <summary>Calls that must be refused.</summary>
internal static class Refusal
{
    /// <summary>Asserts the code, and the field if one is given.</summary>
    public static async Task AssertAsync(string code, Func<Task> call, string? field = null)
    {
        var refused = await Assert.ThrowsAsync<ProblemException>(call);
        Assert.Equal(code, refused.Code);
        if (field is not null)
        {
            Assert.Equal(field, refused.Field);
        }
    }

    /// <summary>"ok", or the code of the refusal.</summary>
    public static async Task<string> OutcomeAsync(Func<Task> call)
    {
        try
        {
            await call();
            return "ok";
        }
        catch (ProblemException exception)
        {
            return exception.Code;
        }
    }
}
