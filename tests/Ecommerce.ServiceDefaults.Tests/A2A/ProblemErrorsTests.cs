using System.Net.Sockets;
using A2A.Errors;
using Ecommerce.ServiceDefaults.A2A;
using Ecommerce.ServiceDefaults.Errors;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Tests.A2A;

public sealed class ProblemErrorsTests
{
    [Fact]
    public async Task A_database_that_is_away_is_unavailable_and_a_fault_stays_one()
    {
        var outage = new NpgsqlException("away", new SocketException());
        var told = await Assert.ThrowsAsync<A2AException>(() => ProblemErrors.ToldAsync(() => Task.FromException<int>(outage)));
        Assert.Equal((A2AError.Unavailable, "unavailable"), (told.Error, told.Metadata["code"]));

        var fault = new NpgsqlException("a wrong statement");
        Assert.Same(fault, await Assert.ThrowsAsync<NpgsqlException>(() => ProblemErrors.ToldAsync(() => Task.FromException<int>(fault))));
    }

    [Fact]
    public async Task A_problem_is_the_protocols_error_with_its_code()
    {
        var problem = new ProblemException("not_found", "There is no such task.");
        var told = await Assert.ThrowsAsync<A2AException>(() => ProblemErrors.ToldAsync(() => Task.FromException<int>(problem)));
        Assert.Equal((A2AError.TaskNotFound, "not_found"), (told.Error, told.Metadata["code"]));
    }
}
