using System.Net.Sockets;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Hosting;
using Ecommerce.Web.Hosting;
using Microsoft.AspNetCore.Connections;

try
{
    var builder = WebApplication.CreateSlimBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]);
    var settings = WebSettings.Read(builder.Configuration);
    if (args is ["probe"])
    {
        return await AgentProbe.AskAsync(settings.HealthPort);
    }

    builder.AddStorefront(settings);
    builder.AddGateway(settings);
    await using var app = builder.Build();
    app.MapStorefront();
    await app.RunAsync();
    return 0;
}
catch (AgentSetupException exception)
{
    foreach (var problem in exception.Problems)
    {
        await Console.Error.WriteLineAsync($"web: {problem}");
    }

    return 1;
}
catch (Exception exception) when (exception is SocketException or IOException { InnerException: AddressInUseException })
{
    await Console.Error.WriteLineAsync($"web: it cannot listen: {exception.Message}");
    return 1;
}
