using Rego.Syntax;

namespace Rego.Compile;

/// <summary>Rejects imports that define the same name.</summary>
internal static class ImportCheck
{
    internal static void Check(Module module, CompileErrors errors)
    {
        var names = new Dictionary<string, Import>();
        foreach (var import in module.Imports)
        {
            // Version 1 and future keywords may be imported twice: they define no name.
            if (import.Path[0] == "future" || import.Path is ["rego", "v1"])
            {
                continue;
            }

            var name = import.IsDocument ? import.Name : string.Join('.', import.Path);
            if (!names.TryAdd(name, import))
            {
                errors.Add(import.At, CompileErrors.Compile,
                    $"import must not shadow import {string.Join('.', names[name].Path)}");
            }
        }
    }
}
