using Ecommerce.Contracts.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Ecommerce.Contracts;

/// <summary>An RPC that an agent offers, as its options describe it.</summary>
public sealed class Capability
{
    /// <summary>The field of requests that holds the key under which a repeat is the same call.</summary>
    public const string KeyFieldName = "idempotency_key";

    private readonly FieldDescriptor[] _passwords;

    internal Capability(string agent, MethodDescriptor method, CapabilityOptions options)
    {
        Agent = agent;
        Name = SnakeCase(method.Name);
        Method = method;
        FullMethodName = $"/{method.Service.FullName}/{method.Name}";
        Description = options.Description;
        Idempotency = options.Idempotency;
        Audience = options.Audience;
        IsIrreversible = options.Irreversible;
        Task = options.Task;
        KeyField = Request.FindFieldByName(KeyFieldName);
        LastEventField = Request.FindFieldByName("last_event_id");
        EventField = Response.FindFieldByName("event_id");
        _passwords =
        [
            .. from field in method.InputType.Fields.InDeclarationOrder()
               where field.GetOptions()?.GetExtension(OptionsExtensions.Rules) is { Password: true }
               select field,
        ];
    }

    /// <summary>The RPC's name in snake_case, such as <c>create_user</c>; also the action that policies decide on.</summary>
    public string Name { get; }

    /// <summary>The agent that offers it, one of <see cref="AgentNames"/>.</summary>
    public string Agent { get; }

    /// <summary>The RPC.</summary>
    public MethodDescriptor Method { get; }

    /// <summary>The gRPC path, such as <c>/ecommerce.v1.UserService/CreateUser</c>.</summary>
    public string FullMethodName { get; }

    /// <summary>One sentence for people.</summary>
    public string Description { get; }

    /// <summary>What a repeat of the call does.</summary>
    public Idempotency Idempotency { get; }

    /// <summary>Who may reach it from outside.</summary>
    public Audience Audience { get; }

    /// <summary>Whether it takes money or cannot be undone: a program that acts for a person asks the person first.</summary>
    public bool IsIrreversible { get; }

    /// <summary>How its work goes on as a task that outlives the call; null if the task ends with the call.</summary>
    public TaskOptions? Task { get; }

    /// <summary>
    /// Whether a repeat under the same idempotency key gets the first outcome: it changes something and neither request nor reply holds a
    /// secret, which would have to be hashed or stored; or its option says so.
    /// </summary>
    public bool TakesKey => Idempotency switch
    {
        Idempotency.Keyed => true,
        Idempotency.Safe => false,
        _ => !Secrets.MayBeIn(this),
    };

    /// <summary>The request's type.</summary>
    public MessageDescriptor Request => Method.InputType;

    /// <summary>The request's field <see cref="KeyFieldName"/>; null if it has none.</summary>
    public FieldDescriptor? KeyField { get; }

    /// <summary>The request's field by which a stream is resumed: it begins after this event. Null if the stream cannot be.</summary>
    public FieldDescriptor? LastEventField { get; }

    /// <summary>The field that numbers the messages of a stream that can be resumed.</summary>
    public FieldDescriptor? EventField { get; }

    /// <summary>The response's type, or that of each message of the stream.</summary>
    public MessageDescriptor Response => Method.OutputType;

    /// <summary>Parses binary requests.</summary>
    public MessageParser RequestParser => Request.Parser;

    /// <summary>Parses binary responses.</summary>
    public MessageParser ResponseParser => Response.Parser;

    /// <summary>Whether the response is a stream.</summary>
    public bool ServerStreaming => Method.IsServerStreaming;

    /// <summary>Whether a request of this capability carries a password, which is slow to hash.</summary>
    public bool CarriesPassword(IMessage request) => _passwords.Any(field => field.Accessor.GetValue(request) is string { Length: > 0 });

    /// <inheritdoc/>
    public override string ToString() => $"{Agent}.{Name}";

    private static string SnakeCase(string pascal) => string.Concat(
        pascal.Select((c, i) => char.IsAsciiLetterUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));
}
