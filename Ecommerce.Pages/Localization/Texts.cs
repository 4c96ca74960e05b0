using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Ecommerce.Pages.Localization;

/// <summary>
/// The texts of pages in each language: files <c>Texts/{code}.json</c> embedded in an assembly, an object of names and texts, where
/// <c>{0}</c> and so on stand for what is put in.
/// </summary>
public sealed class Texts
{
    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> _byLanguage;

    /// <summary>The texts of these assemblies, beside those that all pages have.</summary>
    public Texts(params IEnumerable<Assembly> assemblies)
    {
        Assembly[] all = [typeof(Texts).Assembly, .. assemblies];
        _byLanguage = Language.All.ToFrozenDictionary(
            language => language.Code,
            language => all.SelectMany(assembly => Read(assembly, language)).ToFrozenDictionary(text => text.Key, text => text.Value));
    }

    /// <summary>The names of the texts in a language.</summary>
    public IReadOnlyCollection<string> Names(Language language) => _byLanguage[language.Code].Keys;

    /// <summary>Whether there is such a text.</summary>
    public bool Has(string name) => _byLanguage[Language.All[0].Code].ContainsKey(name);

    /// <summary>A text, with what is put in. It is plain text: whoever writes it into a page encodes it, as Razor does.</summary>
    /// <param name="language">Which language.</param>
    /// <param name="name">The text's name; shown itself if there is no such text.</param>
    /// <param name="values">What is put in.</param>
    public string Say(Language language, string name, params object?[] values)
    {
        var text = _byLanguage[language.Code].GetValueOrDefault(name, name);
        return values.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, values);
    }

    private static Dictionary<string, string> Read(Assembly assembly, Language language)
    {
        using var file = assembly.GetManifestResourceStream($"Texts/{language.Code}.json")
            ?? throw new InvalidOperationException($"{assembly.GetName().Name} has no Texts/{language.Code}.json.");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(file)!;
    }
}
