using Ecommerce.ServiceDefaults.Clients;

namespace Ecommerce.ServiceDefaults.Tests.Clients;

public class RetryBudgetTests
{
    [Fact]
    public void Retries_are_a_tenth_of_the_calls_once_the_reserve_is_used()
    {
        var budget = new RetryBudget();
        while (budget.TryWithdraw())
        {
            // uses the reserve
        }

        var retries = 0;
        for (var call = 0; call < 1000; call++)
        {
            budget.Deposit();
            retries += budget.TryWithdraw() ? 1 : 0;
        }

        Assert.Equal(100, retries);
    }

    [Fact]
    public void The_reserve_is_ten_retries_however_long_all_went_well()
    {
        var budget = new RetryBudget();
        for (var call = 0; call < 100_000; call++)
        {
            budget.Deposit();
        }

        Assert.Equal(10, Enumerable.Range(0, 100).Count(_ => budget.TryWithdraw()));
    }
}
