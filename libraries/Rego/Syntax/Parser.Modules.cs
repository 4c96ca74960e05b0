
namespace Rego.Syntax;

internal sealed partial class Parser
{
    private static readonly string[] FutureKeywords = ["in", "every", "contains", "if", "and", "or", "not"];

    private Module Module()
    {
        var packageAt = Here;
        if (!AcceptWord("package"))
        {
            throw Fail(Here, "package expected");
        }

        var package = Path();
        var imports = new List<Import>();
        while (AtKeyword("import"))
        {
            imports.Add(Import());
        }

        var rules = new List<Rule>();
        while (_token.Kind != TokenKind.End)
        {
            // Imports are also allowed between rules.
            if (AtKeyword("import"))
            {
                imports.Add(Import());
            }
            else
            {
                rules.Add(Rule());
            }
        }

        return new Module(_path, packageAt, package, imports, rules);
    }

    private List<string> Path()
    {
        if (_token.Kind != TokenKind.Identifier || (IsReserved(_token.Text) && !NextIsStep()))
        {
            throw Unexpected("expected path");
        }

        var path = new List<string> { _token.Text };
        Scan();
        while (!_token.SpaceBefore)
        {
            if (Accept("."))
            {
                if (_token.Kind != TokenKind.Identifier)
                {
                    throw Unexpected("expected identifier");
                }

                path.Add(_token.Text);
                Scan();
            }
            else if (Accept("["))
            {
                if (_token.Kind is not (TokenKind.String or TokenKind.RawString))
                {
                    throw Unexpected("expecting string");
                }

                path.Add(_token.Text);
                Scan();
                Expect("]");
            }
            else
            {
                break;
            }
        }

        if (path.Count > MaxPath)
        {
            throw Unexpected($"path of more than {MaxPath} steps");
        }

        return path;
    }

    private Import Import()
    {
        var at = Here;
        Scan();
        var pathAt = Here;
        var path = Path();
        if (path[0] is not ("data" or "input" or "rego" or "future"))
        {
            throw Fail(pathAt, $"unexpected import path, must begin with one of: {{data, future, input, rego}}, got: {path[0]}");
        }

        string? alias = null;
        if (AcceptWord("as"))
        {
            if (_token.Kind != TokenKind.Identifier || IsReserved(_token.Text))
            {
                throw Unexpected("expected var");
            }

            alias = _token.Text;
            Scan();
        }

        var import = new Import(at, path, alias);
        if (!import.IsDocument)
        {
            Language(import, pathAt);
        }
        else if (alias is null && (Reserved.Contains(path[^1]) || path[^1] == "contains"))
        {
            throw Fail(pathAt, $"unexpected import path, must not end with a keyword, got: {path[^1]}");
        }

        return import;
    }

    /// <summary>Imports of <c>rego</c> and <c>future</c> enable keywords; those of version 1 are always enabled.</summary>
    private void Language(Import import, Location at)
    {
        if (import.Path is ["rego", "v1"])
        {
            return;
        }

        if (import.Path is ["rego", "v2"])
        {
            Enable(["and", "or", "not"]);
        }
        else if (import.Path is ["future", "keywords"] && import.Alias is null)
        {
            Enable(FutureKeywords);
        }
        else if (import.Path is ["future", "keywords", var word] && import.Alias is null && FutureKeywords.Contains(word))
        {
            Enable([word]);
        }
        else
        {
            throw Fail(at, import.Path[0] == "rego"
                ? $"invalid import, must be `rego.v1` or `rego.v2`, got: {string.Join('.', import.Path)}"
                : $"unexpected keyword, must be one of [{string.Join(' ', FutureKeywords)}], got: {import.Path[^1]}");
        }
    }

    private void Enable(IEnumerable<string> words)
    {
        foreach (var word in words)
        {
            if (word is "and" or "or")
            {
                _logic.Add(word);
            }
            else if (word == "not")
            {
                _closedNot = true;
            }
        }
    }
}
