namespace Ecommerce.Cli.Tests;

internal static class Poll
{
    public static void Until(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(20)));
}
