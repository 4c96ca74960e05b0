using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Hosting;
using Ecommerce.ServiceDefaults.Tests.Capabilities;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Tests.Hosting;

public sealed class FaultReplyTests
{
    [Fact]
    public async Task A_fault_is_a_problem_that_tells_nothing_of_its_cause_and_a_line_of_the_log_that_does()
    {
        using var lines = new LogLines();
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        await Create(lines, new InvalidOperationException("secret")).InvokeAsync(context);

        context.Response.Body.Position = 0;
        var problem = (await JsonNode.ParseAsync(context.Response.Body, cancellationToken: TestContext.Current.CancellationToken))!;
        Assert.Equal((500, ProblemJson.MediaType), (context.Response.StatusCode, context.Response.ContentType));
        Assert.Equal(ErrorCodes.Internal, (string?)problem["code"]);
        Assert.DoesNotContain("secret", problem.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("secret", Assert.Single(lines.All), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_leaves_is_no_fault()
    {
        using var lines = new LogLines();
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => Create(lines, new OperationCanceledException()).InvokeAsync(new DefaultHttpContext()));
        Assert.Empty(lines.All);
    }

    private static FaultReply Create(LogLines lines, Exception exception)
    {
        using var loggers = new LoggerFactory([lines]);
        return new(_ => Task.FromException(exception), loggers.CreateLogger<FaultReply>());
    }
}
