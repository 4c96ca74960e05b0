using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Analyzers;

/// <summary>
/// What all code here has in common and the compiler's own style rules cannot say. Braces (IDE0011) and namespaces (IDE0130) are theirs.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DialectAnalyzer : DiagnosticAnalyzer
{
    private const string TokenName = "cancellationToken";
    private const string ExceptionName = "exception";

    private static readonly DiagnosticDescriptor TokenRule = Rule("SHOP001", "A cancellation token is called cancellationToken",
        "Call '{0}' cancellationToken");

    private static readonly DiagnosticDescriptor ExceptionRule = Rule("SHOP002", "A caught exception is called exception",
        "Call '{0}' exception");

    private static readonly DiagnosticDescriptor LogRule = Rule("SHOP003", "A log message is called as Log.X(logger, …)",
        "Declare '{0}' in the class Log, and not as an extension method");

    private static readonly DiagnosticDescriptor LengthRule = Rule("SHOP004", "A line is no longer than max_line_length of .editorconfig",
        "The line has {0} characters, more than {1}");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [TokenRule, ExceptionRule, LogRule, LengthRule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(CheckParameter, SyntaxKind.Parameter);
        context.RegisterSyntaxNodeAction(CheckCatch, SyntaxKind.CatchDeclaration);
        context.RegisterSyntaxNodeAction(CheckMethod, SyntaxKind.MethodDeclaration);
        context.RegisterSyntaxTreeAction(CheckLines);
    }

    private static DiagnosticDescriptor Rule(string id, string title, string message) =>
        new(id, title, message, "Style", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    // Where two tokens meet, each says whose it is; an override has the name of what it overrides; a constructor's token is a part of
    // the object.
    private static void CheckParameter(SyntaxNodeAnalysisContext context)
    {
        var declaration = (ParameterSyntax)context.Node;
        if (context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } parameter
            || parameter.Name is TokenName or "_"
            || !IsToken(parameter)
            || parameter.ContainingSymbol is IMethodSymbol { IsOverride: true } or IMethodSymbol { MethodKind: MethodKind.Constructor }
            || (parameter.ContainingSymbol is IMethodSymbol method && method.Parameters.Count(IsToken) > 1)
            || declaration.Ancestors().OfType<BaseMethodDeclarationSyntax>().FirstOrDefault() is { } outer
                && parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction }
                && outer.ParameterList.Parameters.Any(other => other.Identifier.Text == TokenName))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(TokenRule, declaration.Identifier.GetLocation(), parameter.Name));
    }

    private static bool IsToken(IParameterSymbol parameter) =>
        parameter.Type is { Name: "CancellationToken", ContainingNamespace.Name: "Threading" };

    private static void CheckCatch(SyntaxNodeAnalysisContext context)
    {
        var name = ((CatchDeclarationSyntax)context.Node).Identifier;
        if (name.Text is not ("" or ExceptionName) && !context.Node.Ancestors().Skip(1).OfType<CatchClauseSyntax>().Any())
        {
            context.ReportDiagnostic(Diagnostic.Create(ExceptionRule, name.GetLocation(), name.Text));
        }
    }

    private static void CheckMethod(SyntaxNodeAnalysisContext context)
    {
        var method = (MethodDeclarationSyntax)context.Node;
        var attributes = method.AttributeLists.SelectMany(list => list.Attributes);
        var writesLog = attributes.Any(attribute => attribute.Name.ToString() == "LoggerMessage");
        var inLog = method.Parent is ClassDeclarationSyntax { Identifier.Text: "Log" };
        var extends = method.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true;
        if (writesLog && (!inLog || extends))
        {
            context.ReportDiagnostic(Diagnostic.Create(LogRule, method.Identifier.GetLocation(), method.Identifier.Text));
        }
    }

    private static void CheckLines(SyntaxTreeAnalysisContext context)
    {
        var options = context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.Tree);
        if (!options.TryGetValue("max_line_length", out var value) || !int.TryParse(value, out var limit))
        {
            return;
        }

        foreach (var line in context.Tree.GetText(context.CancellationToken).Lines.Where(line => line.Span.Length > limit))
        {
            var rest = Location.Create(context.Tree, TextSpan.FromBounds(line.Start + limit, line.End));
            context.ReportDiagnostic(Diagnostic.Create(LengthRule, rest, line.Span.Length, limit));
        }
    }
}
