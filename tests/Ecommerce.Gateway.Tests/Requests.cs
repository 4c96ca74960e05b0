using System.Text;
using Ecommerce.Contracts;
using Ecommerce.Gateway.Rest;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.Gateway.Tests;

/// <summary>HTTP requests without a server.</summary>
internal static class Requests
{
    public static DefaultHttpContext Create(string verb, string? body = null, string query = "", params (string Name, string Value)[] path)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = verb;
        context.Request.QueryString = new QueryString(query);
        foreach (var (name, value) in path)
        {
            context.Request.RouteValues[name] = value;
        }

        if (body is not null)
        {
            context.Request.ContentType = "application/json";
            context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        }

        context.Response.Body = new MemoryStream();
        return context;
    }

    public static async Task<IMessage> ReadAsync(this HttpContext context, string agent, string action) =>
        (await RestRequests.ReadAsync(context, CapabilityCatalogue.Find(agent, action)!))();
}
