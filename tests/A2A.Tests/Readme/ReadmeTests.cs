using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using A2A.Cards;
using A2A.Client;
using A2A.Server;
using A2A.V1;
using Ecommerce.Development;
using Microsoft.AspNetCore.Builder;

namespace A2A.Tests.Readme;

/// <summary>What the README shows is what is compiled and run here.</summary>
public sealed class ReadmeTests
{
    private const string Fence = "```csharp\n";

    [Fact]
    public async Task The_examples_of_the_readme_run()
    {
        var agent = FreeAddress();
        string[] args = ["--urls", agent.AbsoluteUri.TrimEnd('/')];
        var cancellationToken = TestContext.Current.CancellationToken;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddA2A<Greeter>();
        await using var app = builder.Build();
        app.MapA2A("/a2a");
        app.MapAgentCard();
        await app.StartAsync(cancellationToken);

        using var client = await A2AClient.ConnectAsync(agent, options: null, cancellationToken);
        var message = new Message { MessageId = "1", Role = Role.User, Parts = { new Part { Text = "Ann" } } };
        var reply = await client.SendMessageAsync(new() { Message = message }, cancellationToken);
        Console.WriteLine(reply.Message.Parts[0].Text);
        await foreach (var item in client.SendStreamingMessageAsync(new() { Message = message }, cancellationToken))
        {
            Console.WriteLine(item);
        }

        Assert.Equal("Hello, Ann", reply.Message.Parts[0].Text);
    }

    [Fact]
    public async Task The_example_of_signed_cards_runs()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var card = new AgentCard { Name = "Greeter" };

        CardSignatures.Sign(card, key, keyId: "key-1");
        var signers = await CardSignatures.VerifyAsync(card, (header, _) => new(header.KeyId == "key-1" ? key : null), cancellationToken);

        Assert.Single(signers);
    }

    [Fact]
    public void The_readme_shows_these_examples()
    {
        var code = Trimmed("tests", "A2A.Tests", "Readme", "ReadmeTests.cs") + Trimmed("tests", "A2A.Tests", "Readme", "Greeter.cs");
        var examples = Trimmed("libraries", "A2A", "README.md").Split(Fence).Skip(1).ToList();
        Assert.Equal(4, examples.Count);
        foreach (var example in examples)
        {
            Assert.Contains(example[..example.IndexOf("```", StringComparison.Ordinal)], code, StringComparison.Ordinal);
        }
    }

    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://{listener.LocalEndpoint}");
    }

    private static string Trimmed(params ReadOnlySpan<string> path) =>
        string.Join('\n', File.ReadLines(RepositoryRoot.At(path)).Select(line => line.Trim())) + "\n";
}
