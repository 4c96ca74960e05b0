using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Tasks;
using Microsoft.Extensions.AI;

namespace Ecommerce.Gateway.Assistants;

/// <summary>Registers the model, where one is configured; else nothing is asked in plain words.</summary>
internal static class AssistantExtensions
{
    public static void AddAssistant(this WebApplicationBuilder builder)
    {
        if (builder.AgentSettings().Model is not { } settings)
        {
            return;
        }

        builder.Services.AddSingleton(settings).AddSingleton<ModelConnection>().AddSingleton<OpenAIChatClient>()
            .AddSingleton<IChatClient>(services => new ModelTurns(
                services.GetRequiredService<OpenAIChatClient>(), services.GetRequiredService<TimeProvider>(),
                services.GetRequiredService<ILogger<ModelTurns>>()))
            .AddSingleton<AssistantTools>().AddSingleton<CallPrices>().AddSingleton<ProposalStore>().AddSingleton<AssistantCalls>()
            .AddSingleton<Assistant>().AddSingleton<Approvals>().AddSingleton<Questions>()
            .AddSingleton(services => new PlainWords(
                services.GetRequiredService<Questions>().AnswerAsync, services.GetRequiredService<Approvals>().WithdrawAsync));
    }
}
