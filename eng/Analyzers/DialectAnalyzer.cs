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

    private static readonly DiagnosticDescriptor ExceptionRule = Rule("SHOP002", "An exception is called exception",
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

    private static void CheckParameter(SyntaxNodeAnalysisContext context)
    {
        var declaration = (ParameterSyntax)context.Node;
        if (context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) is { Name: not "_" } parameter)
        {
            CheckName(context, declaration, parameter, IsToken, TokenRule, TokenName);
            CheckName(context, declaration, parameter, IsException, ExceptionRule, ExceptionName);
        }
    }

    // Exempt are parameters of overrides, whose names come from the base method; of constructors, whose names are those of the object's
    // parts; of methods with several parameters of the type; of inner functions where the name is already in use; and those named by
    // their own type: a ProblemException may be called problem.
    private static void CheckName(
        SyntaxNodeAnalysisContext context, ParameterSyntax declaration, IParameterSymbol parameter, Func<IParameterSymbol, bool> isOfType,
        DiagnosticDescriptor rule, string name)
    {
        if (parameter.Name == name
            || string.Equals(parameter.Name + "Exception", parameter.Type.Name, StringComparison.OrdinalIgnoreCase)
            || !isOfType(parameter)
            || parameter.ContainingSymbol is not IMethodSymbol { IsOverride: false, MethodKind: not MethodKind.Constructor } method
            || method.Parameters.Count(isOfType) > 1
            || (method.MethodKind is MethodKind.AnonymousFunction or MethodKind.LocalFunction
                && declaration.Ancestors().Any(outer => Declares(outer, name))))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(rule, declaration.Identifier.GetLocation(), parameter.Name));
    }

    private static bool Declares(SyntaxNode node, string name) => node switch
    {
        BaseMethodDeclarationSyntax method => method.ParameterList.Parameters.Any(parameter => parameter.Identifier.Text == name),
        CatchClauseSyntax clause => clause.Declaration?.Identifier.Text == name,
        _ => false,
    };

    private static bool IsToken(IParameterSymbol parameter) =>
        parameter.Type is { Name: "CancellationToken", ContainingNamespace.Name: "Threading" };

    private static bool IsException(IParameterSymbol parameter)
    {
        var type = parameter.Type;
        while (type is not null and not { Name: "Exception", ContainingNamespace.Name: "System" })
        {
            type = type.BaseType;
        }

        return type is not null;
    }

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
