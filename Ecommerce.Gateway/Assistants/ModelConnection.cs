using System.ClientModel;
using System.ClientModel.Primitives;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Microsoft.Extensions.AI;
using OpenAI;
using ChatClient = OpenAI.Chat.ChatClient;

namespace Ecommerce.Gateway.Assistants;

/// <summary>
/// The way to the model's server. The caller's token bounds the time, and answers are bounded in length. The key is read from its file for
/// each turn, so that a new one counts at once, and goes nowhere but into the request; no redirect is followed with it.
/// </summary>
internal sealed class ModelConnection : IDisposable
{
    // Far more than any answer that a budget of tokens allows.
    private const int MaxBytes = 1024 * 1024;

    // The one place where a turn is tried again: at 408, 429, 5xx, and where the connection breaks.
    private const int MaxRetries = 2;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly ModelSettings _settings;
    private readonly HttpClient _http;
    private readonly OpenAIClientOptions _options;

    /// <summary>Makes it; nothing is sent yet.</summary>
    public ModelConnection(ModelSettings settings)
    {
        _settings = settings;
        _http = new(new BoundedReplies(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
            ActivityHeadersPropagator = null,
        }))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _options = new()
        {
            Endpoint = settings.Endpoint,
            Transport = new HttpClientPipelineTransport(_http),
            RetryPolicy = new ClientRetryPolicy(MaxRetries),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            ClientLoggingOptions = new() { EnableLogging = false },
            EnableDistributedTracing = false,
        };
        Metadata = new("openai", settings.Endpoint, settings.Name);
    }

    /// <summary>Which model it is.</summary>
    public ChatClientMetadata Metadata { get; }

    /// <summary>A client with the key of this moment.</summary>
    /// <exception cref="ProblemException"><c>unavailable</c>: the key cannot be read.</exception>
    public ChatClient Open() => new(_settings.Name, new ApiKeyCredential(ReadKey()), _options);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private string ReadKey()
    {
        if (_settings.ApiKeyFile.Length == 0)
        {
            return "none"; // servers of one's own often want no key, and the client wants one
        }

        try
        {
            return File.ReadAllText(_settings.ApiKeyFile).Trim() is { Length: > 0 } key && key.All(letter => letter is > ' ' and <= '~')
                ? key : throw new IOException("It holds no key of one word.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ProblemException.Unavailable("The file of model.api_key_file holds no key.", exception);
        }
    }

    private sealed class BoundedReplies(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            try
            {
                await response.Content.LoadIntoBufferAsync(MaxBytes, cancellationToken);
                return response;
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
    }
}
