namespace Ecommerce.ServiceDefaults.Configuration;

/// <summary>The model that answers plain words; see <c>model</c> in <c>config/gateway.yaml</c>.</summary>
/// <param name="Endpoint">Where OpenAI's chat API is served; <c>/chat/completions</c> is below it.</param>
/// <param name="Name">The model's name there.</param>
/// <param name="ApiKeyFile">A file that holds the key, read for each turn; empty for a server that wants none.</param>
/// <param name="MaxTokens">The most tokens that one question may use, in all its turns.</param>
/// <param name="MaxSteps">The most turns of one question.</param>
public sealed record ModelSettings(Uri Endpoint, string Name, string ApiKeyFile, int MaxTokens, int MaxSteps);
