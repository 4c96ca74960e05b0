using System.Diagnostics;
using System.Text.Json;

namespace Spiffe.Tests;

/// <summary>A Workload API server of somebody else's making, with bad days on request.</summary>
internal sealed class ProbeAgent : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spiffe");
    private readonly Process _process;
    private readonly HttpClient _control;

    private ProbeAgent(string probe, string[] arguments)
    {
        _process = Probe.Start(probe, ["agent", "--quiet", "--socket", Socket, "--control", "127.0.0.1:0", "--for", "60s", .. arguments]);
        var line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException(_process.StandardError.ReadToEnd());
        _control =
            new HttpClient { BaseAddress = new Uri("http://" + JsonDocument.Parse(line).RootElement.GetProperty("control").GetString()) };
    }

    public string Endpoint => "unix://" + Socket;

    private string Socket => Path.Combine(_folder.FullName, "agent.sock");

    public static ProbeAgent Start(params string[] arguments) => new(Probe.Require(), arguments);

    /// <summary>Asks the control port, as <c>scenario?name=garbage</c>.</summary>
    public async Task ControlAsync(string command)
    {
        using var answer = await _control.GetAsync("/" + command);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _control.Dispose();
        _folder.Delete(recursive: true);
    }
}
