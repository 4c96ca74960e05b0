using System.Diagnostics;
using System.Text.Json;

namespace Rego.Tests.Policies;

/// <summary>Runs the <c>opa</c> binary, if the machine has one.</summary>
internal static class Opa
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Evaluates a query over modules in files, with data, and returns the value of its one expression.</summary>
    internal static JsonElement Evaluate(string opa, IEnumerable<string> modules, string data, string query)
    {
        var file = Path.Combine(Path.GetTempPath(), $"rego-tests-{Path.GetRandomFileName()}.json"); // tests run side by side
        File.WriteAllText(file, data);
        try
        {
            List<string> arguments = ["eval", "--format=json", "--data", file];
            foreach (var module in modules)
            {
                arguments.AddRange(["--data", module]);
            }

            var json = Run(opa, [.. arguments, query]);
            return JsonDocument.Parse(json).RootElement.GetProperty("result")[0].GetProperty("expressions")[0].GetProperty("value");
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Runs a program, and returns what it writes.</summary>
    internal static string Run(string program, IEnumerable<string> arguments)
    {
        using var process =
            Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill();
            throw new TimeoutException(program);
        }

        Assert.True(process.ExitCode == 0, text.Result + errors.Result);
        return text.Result;
    }
}
