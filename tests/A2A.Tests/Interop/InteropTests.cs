using A2A.Cards;
using A2A.Client;
using A2A.Errors;
using A2A.Json;
using A2A.V1;
using Google.Protobuf.Reflection;

namespace A2A.Tests.Interop;

/// <summary>The library and two implementations that others wrote, each against each.</summary>
public sealed class InteropTests
{
    [Theory]
    [InlineData("client.mjs")]
    [InlineData("client.py")]
    public async Task A_foreign_client_does_everything_on_each_binding(string script)
    {
        await using var host = await AgentHost.StartAsync();
        host.Clerk.ExtendedCard = host.Card.Clone();
        host.Clerk.ExtendedCard.Skills.Add(new AgentSkill { Id = "more", Name = "More", Description = "More.", Tags = { "shop" } });

        var output = await Peer.RunAsync(script, host.Address.AbsoluteUri.TrimEnd('/'));

        foreach (var binding in new[] { "JSONRPC", "HTTP+JSON", "GRPC" })
        {
            Assert.Contains($"ok {binding}", output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("server.mjs", "JSONRPC")]
    [InlineData("server.mjs", "HTTP+JSON")]
    [InlineData("server.mjs", "GRPC")]
    [InlineData("server.py", "GRPC")]
    public async Task A_foreign_agent_is_called_on_each_binding(string script, string binding)
    {
        await using var peer = await Peer.StartAsync(script);
        var options = new A2AClientOptions { Bindings = [binding] };
        using var client = peer.Greeting.TryGetProperty("url", out var url)
            ? await A2AClient.ConnectAsync(new(url.GetString()!), options, default)
            : new A2AClient(Plaintext(peer.Greeting.GetProperty("address").GetString()!), options);

        Assert.Equal("hello", (await client.SendMessageAsync(Texts.Send("hello"), default)).Message.Parts[0].Text);
        var done = (await client.SendMessageAsync(Texts.Send("order"), default)).Task;
        Assert.Equal((TaskState.Completed, "Paid."), (done.Status.State, done.Artifacts[0].Parts[0].Text));
        var events = await client.SendStreamingMessageAsync(Texts.Send("order"), default).ToListAsync();
        Assert.Equal(["Task", "ArtifactUpdate", "StatusUpdate"], events.Select(item => $"{item.PayloadCase}"));

        var asked = (await client.SendMessageAsync(Texts.Send("ask"), default)).Task;
        Assert.Equal(TaskState.InputRequired, asked.Status.State);
        Assert.Equal(asked.Id, (await client.GetTaskAsync(new() { Id = asked.Id, HistoryLength = 0 }, default)).Id);
        var page = await client.ListTasksAsync(new() { PageSize = 2 }, default);
        Assert.Equal((2, 3), (page.Tasks.Count, page.TotalSize));
        var hook = new TaskPushNotificationConfig { TaskId = asked.Id, Id = "p", Url = "https://example.org/hook" };
        Assert.Equal(hook.Url, (await client.CreateTaskPushNotificationConfigAsync(hook, default)).Url);
        Assert.Single((await client.ListTaskPushNotificationConfigsAsync(new() { TaskId = asked.Id }, default)).Configs);
        Assert.Equal(hook.Url, (await client.GetTaskPushNotificationConfigAsync(new() { TaskId = asked.Id, Id = "p" }, default)).Url);
        await client.DeleteTaskPushNotificationConfigAsync(new() { TaskId = asked.Id, Id = "p" }, default);

        Assert.Equal(TaskState.Canceled, (await client.CancelTaskAsync(new() { Id = asked.Id }, default)).Status.State);
        await SendTests.ErrorAsync(A2AError.TaskNotCancelable, () => client.CancelTaskAsync(new() { Id = done.Id }, default));
        await SendTests.ErrorAsync(A2AError.TaskNotFound, () => client.GetTaskAsync(new() { Id = "none" }, default));
        await SendTests.ErrorAsync(A2AError.UnsupportedOperation, client.SubscribeToTaskAsync(new() { Id = done.Id }, default));
        var more = Texts.Send("more", taskId: done.Id);
        await SendTests.ErrorAsync(A2AError.UnsupportedOperation, () => client.SendMessageAsync(more, default));
    }

    [Theory]
    [InlineData("cards.mjs", "ES256")]
    [InlineData("cards.mjs", "ES384", Traits = ["Form", "long"])]
    [InlineData("cards.mjs", "RS256", Traits = ["Form", "long"])]
    [InlineData("cards.py", "ES256", Traits = ["Form", "long"])]
    [InlineData("cards.py", "ES384", Traits = ["Form", "long"])]
    [InlineData("cards.py", "RS256", Traits = ["Form", "long"])]
    public async Task A2A_8_4_signatures_hold_before_others_and_others_here(string script, string algorithm)
    {
        using var key = SignatureTests.NewKey(algorithm);
        var folder = Directory.CreateTempSubdirectory("a2a-cards-");
        try
        {
            var (publicKey, privateKey, file) = (Of("public.pem"), Of("private.pem"), Of("card.json"));
            await File.WriteAllTextAsync(publicKey, key.ExportSubjectPublicKeyInfoPem());
            await File.WriteAllTextAsync(privateKey, key.ExportPkcs8PrivateKeyPem());
            var card = AgentHost.NewCard();
            card.Description = "Nimmt Aufträge an – \"sofort\" 😀 \u2028";
            card.SupportedInterfaces.Add(
                new AgentInterface { Url = "https://example.org/", ProtocolBinding = "JSONRPC", ProtocolVersion = "1.0" });
            card.DocumentationUrl = "https://example.org/docs?a=1&b=<2>";

            var theirs = card.Clone();
            await File.WriteAllTextAsync(file, A2AJson.Format(theirs));
            var signed = A2AJson.Parse<AgentCard>(await Peer.RunAsync(script, "sign", algorithm, privateKey, file));
            var header = (await CardSignatures.VerifyAsync(signed, (_, _) => new(key), default)).Single();
            Assert.Equal((algorithm, "key-1"), (header.Algorithm, header.KeyId));

            CardSignatures.Sign(card, key, "key-1");
            await File.WriteAllTextAsync(file, A2AJson.Format(card));
            await Peer.RunAsync(script, "verify", algorithm, publicKey, file);
            card.Description += "!";
            await File.WriteAllTextAsync(file, A2AJson.Format(card));
            await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Peer.RunAsync(script, "verify", algorithm, publicKey, file));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        string Of(string name) => Path.Combine(folder.FullName, name);
    }

    [Fact]
    public async Task The_protocols_names_and_numbers_are_those_of_others()
    {
        var theirs = (await Peer.RunAsync("wire.py")).Split('\n').Order(StringComparer.Ordinal);
        FileDescriptor[] files = [TaskReflection.Descriptor, CardReflection.Descriptor, ServiceReflection.Descriptor];
        var fields = files.SelectMany(file => file.MessageTypes).SelectMany(message => message.Fields.InFieldNumberOrder())
            .Select(field => $"{field.FullName} {field.FieldNumber} {field.JsonName} {Kind(field)}");
        var values = files.SelectMany(file => file.EnumTypes)
            .SelectMany(type => type.Values, (type, value) => $"{type.FullName}.{value.Name} {value.Number}");
        var methods = files.SelectMany(file => file.Services).SelectMany(service => service.Methods)
            .Select(method => $"{method.FullName} {method.InputType.FullName} {method.OutputType.FullName}");

        Assert.Equal(theirs, fields.Concat(values).Concat(methods).Order(StringComparer.Ordinal));
    }

    // The numbers are those of google.protobuf.FieldDescriptorProto.Type.
    private static string Kind(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => field.MessageType.FullName,
        FieldType.Enum => field.EnumType.FullName,
        FieldType.String => "9",
        FieldType.Bytes => "12",
        FieldType.Bool => "8",
        FieldType.Int32 => "5",
        var other => $"{other}",
    };

    private static AgentCard Plaintext(string address) => new()
    {
        SupportedInterfaces = { new AgentInterface { Url = $"http://{address}", ProtocolBinding = "GRPC", ProtocolVersion = "1.0" } },
    };
}
