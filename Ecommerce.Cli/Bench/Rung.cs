using System.Text.Json;

namespace Ecommerce.Cli.Bench;

/// <summary>
/// The same call with more and more around it. Each rung has all that those before it have, so what it costs beyond the one before is the
/// cost of its own stage.
/// </summary>
public enum Rung
{
    /// <summary>The stock gRPC client and server over HTTP/2 without TLS.</summary>
    Plaintext,

    /// <summary>Over the framework's own mutual TLS 1.3.</summary>
    Mtls,

    /// <summary>Over mutual TLS with SVIDs: <c>SpiffeHttpHandler</c> and <c>UseSpiffeTls</c>.</summary>
    SpiffeTls,

    /// <summary>With a deadline, which gRPC has a timer for at both ends.</summary>
    Deadline,

    /// <summary>The typed client of an agent without a policy: discovery, headers, deadlines, attempt timeout, errors.</summary>
    Client,

    /// <summary>With retry and circuit breaker.</summary>
    Resilience,

    /// <summary>With an outbound decision by a policy that allows everything: its input, asking, reporting.</summary>
    OutboundDecision,

    /// <summary>With the gateway's own policy.</summary>
    OutboundRules,

    /// <summary>The server is an agent's host, without its middleware and its invoker: listeners, logging, message limits.</summary>
    Host,

    /// <summary>With all of an agent's endpoints and middleware.</summary>
    Middleware,

    /// <summary>With the capability invoker: reading, deadline, a decision as <see cref="OutboundDecision"/>, validation.</summary>
    Invoker,

    /// <summary>With a user's transaction token, which is verified.</summary>
    Tokens,

    /// <summary>With the inventory agent's own policy.</summary>
    InboundRules,

    /// <summary>Where warnings are logged; before, only critical entries. All of a capability between agents.</summary>
    Secured,

    /// <summary>With metrics at both ends, as where an OTLP endpoint is set.</summary>
    Metrics,

    /// <summary>With spans at both ends too.</summary>
    Spans,
}

/// <summary>Sets of rungs, and their names.</summary>
public static class Rungs
{
    /// <summary>What <c>bench call</c> compares.</summary>
    public static IReadOnlyList<Rung> Compared { get; } = [Rung.Secured, Rung.Plaintext, Rung.Mtls];

    /// <summary>From the lowest to the highest.</summary>
    public static IReadOnlyList<Rung> All { get; } = Enum.GetValues<Rung>();

    /// <summary>Its name in reports: such as <c>outbound_rules</c>.</summary>
    public static string Name(this Rung rung) => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{rung}");

    /// <summary>The stage that a rung adds.</summary>
    public static string Stage(this Rung rung) => rung == Rung.Secured ? "logging" : rung.Name();
}
