using A2A.Errors;
using A2A.V1;
using Ecommerce.Testing;

namespace A2A.Tests;

/// <summary>Streams end, are counted, and are kept open in silence.</summary>
public sealed class LimitTests
{
    public static TheoryData<string> Bindings => SendTests.Bindings;

    [Theory, MemberData(nameof(Bindings))]
    public async Task A_stream_ends_after_its_lifetime_and_its_task_goes_on(string binding)
    {
        var time = new ManualTime();
        var lifetime = TimeSpan.FromMinutes(10);
        await using var host = await AgentHost.StartAsync(configure: options => options.StreamLifetime = lifetime, time: time);
        using var client = await host.ConnectAsync(binding);
        var events = client.SendStreamingMessageAsync(Texts.Send("work"), default).ToListAsync();
        var waiting = client.SendMessageAsync(Texts.Send("work"), default);
        await Eventually.HoldsAsync(() => host.Clerk.Tasks.Values.Count(task => task.Readers == 1) == 2, "both wait");

        time.Advance(lifetime);

        Assert.Equal(TaskState.Submitted, (await events).Single().Task.Status.State);
        Assert.Equal(TaskState.Submitted, (await waiting).Task.Status.State);
        Assert.All(host.Clerk.Tasks.Values, task => Assert.Equal(TaskState.Submitted, task.Task.Status.State));
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task No_more_streams_than_the_limit_are_open_at_once(string binding)
    {
        await using var host = await AgentHost.StartAsync(configure: options => options.Streams = 1);
        using var client = await host.ConnectAsync(binding);
        using var stop = new CancellationTokenSource();
        var open = client.SendStreamingMessageAsync(Texts.Send("work"), stop.Token).ToListAsync();
        await Eventually.HoldsAsync(() => host.Clerk.Tasks.Values.Any(task => task.Readers == 1), "it is open");

        await SendTests.ErrorAsync(A2AError.ResourceExhausted, client.SendStreamingMessageAsync(Texts.Send("hello"), default));
        await SendTests.ErrorAsync(A2AError.ResourceExhausted, () => client.SendMessageAsync(Texts.Send("hello"), default));
        Assert.Single((await client.ListTasksAsync(new(), default)).Tasks);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => open);
        await Eventually.HoldsAsync(async () =>
        {
            try
            {
                return (await client.SendMessageAsync(Texts.Send("hello"), default)).Message is not null;
            }
            catch (A2AException exception) when (exception.Error == A2AError.ResourceExhausted)
            {
                return false;
            }
        }, () => "a place is free again");
    }

    [Fact]
    public async Task In_silence_a_comment_keeps_a_stream_of_JSON_open()
    {
        var time = new ManualTime();
        await using var host = await AgentHost.StartAsync(time: time);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/a2a/message:stream");
        request.Headers.Add(A2AProtocol.VersionHeader, A2AProtocol.Version);
        request.Content = new StringContent(
            """{"message":{"messageId":"1","role":"ROLE_USER","parts":[{"text":"work"}]}}""", null, "application/json");
        using var response = await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.StartsWith("data: ", await reader.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Equal("", await reader.ReadLineAsync());

        var comment = reader.ReadLineAsync();
        await Eventually.HoldsAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(15)); // until the stream has begun to wait
            return comment.IsCompleted;
        }, "a comment comes");
        Assert.Equal(":", await comment);
        host.Clerk.Tasks.Values.Single().Status(TaskState.Completed);
        Assert.Contains("TASK_STATE_COMPLETED", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_stops_ends_its_streams()
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(A2AProtocol.HttpJson);
        var events = client.SendStreamingMessageAsync(Texts.Send("work"), default).ToListAsync();
        await Eventually.HoldsAsync(() => host.Clerk.Tasks.Values.Any(task => task.Readers == 1), "it is open");

        await host.StopAsync();

        Assert.Single(await events);
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A_reader_that_leaves_ends_its_reading_alone(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);
        await foreach (var item in client.SendStreamingMessageAsync(Texts.Send("work"), default))
        {
            break;
        }

        var task = host.Clerk.Tasks.Values.Single();
        await Eventually.HoldsAsync(() => task.Readers == 0, "nobody reads");
        Assert.Equal(TaskState.Submitted, task.Task.Status.State);
    }
}
