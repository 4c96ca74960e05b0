using System.ClientModel;
using Ecommerce.ServiceDefaults.Errors;
using Microsoft.Extensions.AI;

namespace Ecommerce.Gateway.Assistants;

/// <summary>Reports each turn of a model, and makes one failure of whatever can go wrong with it.</summary>
internal sealed class ModelTurns(IChatClient model, TimeProvider time, ILogger<ModelTurns> logger) : DelegatingChatClient(model)
{
    /// <inheritdoc/>
    /// <exception cref="ProblemException"><c>unavailable</c>: the model did not answer, or with what cannot be read.</exception>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var metadata = this.GetService<ChatClientMetadata>()!;
        var started = time.GetTimestamp();
        using var span = AssistantTelemetry.StartChat(metadata, options);
        ChatResponse? response = null;
        string? error = null;
        try
        {
            return response = await base.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (Exception exception)
        {
            error = exception.GetType().FullName;
            cancellationToken.ThrowIfCancellationRequested();
            if (exception is ProblemException)
            {
                throw;
            }

            // The client's package throws what it happens to throw at an answer that is not as the API says.
            Log.ModelFailed(logger, Told(exception));
            throw ProblemException.Unavailable("The model did not answer, or in a way that cannot be read.", exception);
        }
        finally
        {
            AssistantTelemetry.EndChat(span, metadata, response, error, time.GetElapsedTime(started));
        }
    }

    // What the server says may repeat the key or the question.
    private static string Told(Exception exception) =>
        exception is ClientResultException { Status: > 0 and var status } ? $"it answered {status}" : exception.Message;
}
