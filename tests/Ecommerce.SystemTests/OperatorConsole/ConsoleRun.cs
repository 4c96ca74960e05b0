using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Ecommerce.Pages;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests.OperatorConsole;

/// <summary>The command <c>console</c> as it is typed, and a browser without script in front of it.</summary>
internal sealed partial class ConsoleRun : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly HttpClient _browser;

    private ConsoleRun(Process process, Uri link)
    {
        (_process, Link) = (process, link);
        _browser = new(new SocketsHttpHandler { UseProxy = false, CookieContainer = new(), AllowAutoRedirect = true })
        {
            BaseAddress = new(link, "./"),
        };
    }

    /// <summary>What the command printed.</summary>
    public Uri Link { get; }

    /// <summary>Starts it under an identity and follows its link.</summary>
    /// <param name="dataFolder">Which shop.</param>
    /// <param name="identity">Such as cli or admin.</param>
    /// <param name="signIn">Whether to follow the link.</param>
    public static async Task<ConsoleRun> StartAsync(string dataFolder, string identity, bool signIn = true)
    {
        var start = new ProcessStartInfo(CommandRun.Program[0], [.. CommandRun.Program.Skip(1), "console", "--data-dir", dataFolder])
        {
            RedirectStandardOutput = true,
            Environment = { ["ECOMMERCE_IDENTITY"] = identity },
        };
        var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(StartTimeout);
        var line = await process.StandardOutput.ReadLineAsync(limit.Token);
        var run = new ConsoleRun(process, new(line ?? throw new InvalidOperationException("The console printed no link.")));
        if (signIn)
        {
            (await run._browser.GetAsync(run.Link)).EnsureSuccessStatusCode().Dispose();
        }

        return run;
    }

    /// <summary>Loads a page.</summary>
    /// <param name="path">Its path within the console, or as a link of a page has it.</param>
    public async Task<(HttpStatusCode Status, string Html)> GetAsync(string path)
    {
        using var answer = await _browser.GetAsync(At(path));
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>Sends the form of a page with its token.</summary>
    /// <param name="page">Where the form is.</param>
    /// <param name="action">Where it goes.</param>
    public async Task<(HttpStatusCode Status, string Html)> SubmitAsync(string page, string action)
    {
        var token = Token().Match((await GetAsync(page)).Html);
        return token.Success
            ? await PostAsync(action, token.Groups[1].Value)
            : throw new InvalidOperationException($"{page} has no form that changes something.");
    }

    /// <summary>Posts a token.</summary>
    public async Task<(HttpStatusCode Status, string Html)> PostAsync(string action, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, At(action));
        request.Headers.Add("Origin", _browser.BaseAddress!.GetLeftPart(UriPartial.Authority));
        request.Content = new FormUrlEncodedContent([KeyValuePair.Create(PageContext.TokenField, token)]);
        using var answer = await _browser.SendAsync(request);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    private Uri At(string path) => new(
        _browser.BaseAddress!,
        path.StartsWith(_browser.BaseAddress!.AbsolutePath, StringComparison.Ordinal) ? path : path.TrimStart('/'));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex("name=\"_token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
