using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using OpenAIMessage = OpenAI.Chat.ChatMessage;

namespace Ecommerce.Gateway.Assistants;

/// <summary>A model behind OpenAI's chat completions, as far as the gateway uses it: texts and tools.</summary>
internal sealed class OpenAIChatClient(ModelConnection connection) : IChatClient
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ChatCompletion reply = await connection.Open().CompleteChatAsync(
            messages.SelectMany(Write), Write(options ?? new()), cancellationToken);
        List<AIContent> contents =
        [
            .. reply.Content.Where(part => part.Text is { Length: > 0 }).Select(part => new TextContent(part.Text)),
            .. reply.ToolCalls.Select(Read),
        ];
        return new(new ChatMessage(ChatRole.Assistant, contents))
        {
            ModelId = reply.Model,
            FinishReason = reply.FinishReason switch
            {
                OpenAI.Chat.ChatFinishReason.Stop => Microsoft.Extensions.AI.ChatFinishReason.Stop,
                OpenAI.Chat.ChatFinishReason.Length => Microsoft.Extensions.AI.ChatFinishReason.Length,
                OpenAI.Chat.ChatFinishReason.ContentFilter => Microsoft.Extensions.AI.ChatFinishReason.ContentFilter,
                _ => Microsoft.Extensions.AI.ChatFinishReason.ToolCalls,
            },
            Usage = reply.Usage is { } usage
                ? new()
                {
                    InputTokenCount = usage.InputTokenCount,
                    OutputTokenCount = usage.OutputTokenCount,
                    TotalTokenCount = usage.TotalTokenCount,
                }
                : null,
        };
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? connection.Metadata
        : serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        // The connection is the container's.
    }

    private static IEnumerable<OpenAIMessage> Write(ChatMessage message)
    {
        if (message.Role == ChatRole.Tool)
        {
            return message.Contents.OfType<FunctionResultContent>()
                .Select(result => new ToolChatMessage(result.CallId, result.Result?.ToString() ?? ""));
        }

        if (message.Role == ChatRole.Assistant)
        {
            var calls = message.Contents.OfType<FunctionCallContent>().Select(call => ChatToolCall.CreateFunctionToolCall(
                call.CallId, call.Name, BinaryData.FromObjectAsJson(call.Arguments ?? new Dictionary<string, object?>())));
            return [new AssistantChatMessage(calls)];
        }

        return message.Role == ChatRole.System ? [new SystemChatMessage(message.Text)] : [new UserChatMessage(message.Text)];
    }

    private static ChatCompletionOptions Write(ChatOptions options)
    {
        var written = new ChatCompletionOptions { MaxOutputTokenCount = options.MaxOutputTokens, Temperature = options.Temperature };
        foreach (var tool in (options.Tools ?? []).OfType<AIFunctionDeclaration>())
        {
            written.Tools.Add(ChatTool.CreateFunctionTool(
                tool.Name, tool.Description, BinaryData.FromString(tool.JsonSchema.GetRawText())));
        }

        return written;
    }

    // Arguments that are no object come as an exception: the model is told, and may do better.
    private static FunctionCallContent Read(ChatToolCall call)
    {
        try
        {
            using var document = JsonDocument.Parse(call.FunctionArguments, Strict);
            var arguments = document.RootElement.EnumerateObject()
                .ToDictionary(field => field.Name, object? (JsonProperty field) => field.Value.Clone());
            JsonSerializer.SerializeToUtf8Bytes(arguments); // here it is found that a text is none, such as half of a pair
            return new(call.Id, call.FunctionName, arguments);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new(call.Id, call.FunctionName) { Exception = exception };
        }
    }
}
