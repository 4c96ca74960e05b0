using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rego.Tests.Conformance;

/// <summary>A case of OPA's suite, with the members that the suite defines.</summary>
internal sealed record ConformanceCase
{
    public required string Note { get; init; }

    public required string Query { get; init; }

    public IReadOnlyList<string>? Modules { get; init; }

    public JsonElement? Data { get; init; }

    public JsonElement? Input { get; init; }

    public string? InputTerm { get; init; }

    public IReadOnlyList<JsonElement>? WantResult { get; init; }

    public bool? WantDefined { get; init; }

    public string? WantErrorCode { get; init; }

    public string? WantError { get; init; }

    public bool StrictError { get; init; }

    public bool SortBindings { get; init; }

    public bool IgnoreGeneratedVars { get; init; }

    internal bool WantsError => WantErrorCode is not null || WantError is not null;
}

internal sealed record ConformanceFile(IReadOnlyList<ConformanceCase> Cases);

/// <summary>A compile case: modules and the expected diagnostics.</summary>
internal sealed record CompileCase(
    string Note, IReadOnlyList<string> Modules, IReadOnlyList<CompileDiagnostic> WantErrors, bool Strict, bool PrintStatements);

internal sealed record CompileDiagnostic(string Code, int Row, int Col, string Message);

internal sealed record CompileFile(IReadOnlyList<CompileCase> Cases);

internal static class ConformanceSuite
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.Strict,
        MaxDepth = 512,
    };

    internal static string Folder =>
        Environment.GetEnvironmentVariable("OPA_CASES") ?? Path.Combine(Paths.Shared, "conformance", "opa");

    internal static bool Exists => Directory.Exists(Path.Combine(Folder, "evaluate"));

    internal static IEnumerable<string> Categories() =>
        Directory.GetFiles(Path.Combine(Folder, "evaluate"), "*.json").Order(StringComparer.Ordinal)
            .Select(file => Path.GetFileNameWithoutExtension(file)!);

    internal static IReadOnlyList<ConformanceCase> Cases(string category) =>
        Read<ConformanceFile>(Path.Combine(Folder, "evaluate", category + ".json")).Cases;

    internal static IReadOnlyList<CompileCase> CompileCases() =>
        Read<CompileFile>(Path.Combine(Folder, "compile", "compile.json")).Cases;

    private static T Read<T>(string file)
    {
        using var stream = File.OpenRead(file);
        return JsonSerializer.Deserialize<T>(stream, Options)!;
    }
}
