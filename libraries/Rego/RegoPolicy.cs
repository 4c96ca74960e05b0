using Rego.Compile;
using Rego.Evaluate;
using Rego.Values;

namespace Rego;

/// <summary>Compiled modules with their base document. Immutable and safe for concurrent use.</summary>
public sealed class RegoPolicy
{
    private RegoPolicy(Compiler compiler, RegoValue data)
    {
        Compiler = compiler;
        Data = data;
        Known = new KnownRules(compiler.Nodes);
    }

    /// <summary>The base document.</summary>
    public RegoValue Data { get; }

    internal Compiler Compiler { get; }

    /// <summary>What evaluations have found out about this policy with this document.</summary>
    internal KnownRules Known { get; }

    /// <summary>Compiles modules.</summary>
    /// <param name="modules">The modules.</param>
    /// <param name="data">The base document, an object; empty by default.</param>
    /// <param name="options">Options of loading.</param>
    /// <exception cref="RegoLoadException">A module does not parse, is not safe, or calls a builtin that is not supported.</exception>
    public static RegoPolicy Load(IEnumerable<RegoSource> modules, RegoValue? data = null, RegoOptions? options = null) =>
        new(Compiler.Load(modules, options ?? RegoOptions.Default), data ?? RegoObject.Empty);

    /// <summary>Compiles the modules that <see cref="RegoSource.ReadDirectory"/> reads.</summary>
    /// <exception cref="DirectoryNotFoundException">The directory does not exist.</exception>
    /// <exception cref="RegoLoadException">As <see cref="Load"/>.</exception>
    public static RegoPolicy LoadDirectory(string directory, RegoValue? data = null, RegoOptions? options = null) =>
        Load(RegoSource.ReadDirectory(directory, options), data, options);

    /// <summary>The same rules with another base document. Queries prepared from this policy keep its document.</summary>
    public RegoPolicy WithData(RegoValue data) => new(Compiler, data);

    /// <summary>Compiles a query, such as <c>data.user.authz.decision</c>, against this policy.</summary>
    /// <exception cref="RegoLoadException">The query does not parse or is not safe.</exception>
    public RegoQuery Prepare(string query) => new(this, Compiler.Query(query));
}
