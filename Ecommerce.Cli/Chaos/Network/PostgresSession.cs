using System.Text;
using System.Text.RegularExpressions;

namespace Ecommerce.Cli.Chaos.Network;

/// <summary>What some bytes of a session told.</summary>
/// <param name="IsCommit">They acknowledge a transaction that changed something.</param>
/// <param name="SqlState">The SQLSTATE of an error in them.</param>
internal readonly record struct PostgresEvent(bool IsCommit, string? SqlState);

/// <summary>
/// Follows a session of PostgreSQL's protocol (version 3, Message Formats), as far as to know when a commit is acknowledged: by
/// ReadyForQuery with the status "idle" after a statement that changes rows, whether COMMIT was asked for or each batch is a transaction.
/// A session that only cancels a statement tells nothing.
/// </summary>
internal sealed partial class PostgresSession
{
    private const int ProtocolVersion = 3 << 16;
    private const int SslRequest = 80877103;
    private const int EncryptionRequest = 80877104;
    private readonly Lock _gate = new();
    private readonly PostgresMessages _sent = new();
    private readonly PostgresMessages _answered = new();
    private readonly HashSet<string> _changing = [];
    private bool _started;
    private bool _cancels;
    private int _oneByteAnswers;

    // Of each request that is not yet answered, whether it has a statement that changes rows; several can be on their way.
    private readonly Queue<bool> _requests = new();
    private bool _requestChanges;
    private bool _changes;
    private bool _affected;

    /// <summary>Follows what the client sent.</summary>
    public PostgresEvent Sent(ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            if (!_cancels)
            {
                _sent.Add(bytes.Span);
                Start();
                while (_started && _sent.Take() is var (type, body))
                {
                    Ask(type, body);
                }
            }
        }

        return default;
    }

    /// <summary>Follows what the server answered.</summary>
    public PostgresEvent Answered(ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            PostgresEvent seen = default;
            if (_cancels)
            {
                return seen;
            }

            _answered.Add(bytes.Span);
            for (; _oneByteAnswers > 0 && _answered.Skip(); _oneByteAnswers--)
            {
            }

            while (_answered.Take() is var (type, body))
            {
                seen = Answer(type, body, seen);
            }

            return seen;
        }
    }

    // Until the session begins, messages have no type.
    private void Start()
    {
        while (!_started && !_cancels && _sent.TakeUntyped() is { } code)
        {
            _started = code == ProtocolVersion;
            var asks = code is SslRequest or EncryptionRequest;
            _oneByteAnswers += asks ? 1 : 0;
            _cancels = !_started && !asks;
        }
    }

    private void Ask(char type, byte[] body)
    {
        switch (type)
        {
            case 'P' when Text(body, 0) is var name:
                _changing.Remove(name);
                if (Change().IsMatch(Text(body, name.Length + 1)))
                {
                    _changing.Add(name);
                }

                break;
            case 'B' when Text(body, 0) is var portal:
                _requestChanges |= _changing.Contains(Text(body, portal.Length + 1));
                break;
            case 'S':
                _requests.Enqueue(_requestChanges);
                _requestChanges = false;
                break;
            case 'Q':
                _requests.Enqueue(Change().IsMatch(Text(body, 0)));
                break;
        }
    }

    private PostgresEvent Answer(char type, byte[] body, PostgresEvent seen)
    {
        switch (type)
        {
            case 'C' when Text(body, 0) is var tag:
                _affected = (_affected && tag != "ROLLBACK") || tag.Split(' ')[^1] is [>= '1' and <= '9', ..];
                return seen;
            case 'E':
                _affected = false;
                return seen with { SqlState = StateOf(body) };
            case 'Z':
                _changes |= _requests.TryDequeue(out var changes) && changes;
                if (body is not [(byte)'I'])
                {
                    return seen;
                }

                var isCommit = _changes && _affected;
                (_changes, _affected) = (false, false);
                return seen with { IsCommit = seen.IsCommit || isCommit };
            default:
                return seen;
        }
    }

    // ErrorResponse: fields of a letter and a text.
    private static string? StateOf(byte[] body)
    {
        for (var at = 0; at < body.Length && body[at] != 0;)
        {
            var text = Text(body, at + 1);
            if (body[at] == 'C')
            {
                return text;
            }

            at += Encoding.UTF8.GetByteCount(text) + 2;
        }

        return null;
    }

    private static string Text(byte[] body, int start)
    {
        var rest = body.AsSpan(Math.Min(start, body.Length));
        return Encoding.UTF8.GetString(rest[..(rest.IndexOf((byte)0) is >= 0 and var end ? end : rest.Length)]);
    }

    [GeneratedRegex(@"\b(INSERT\s+INTO|DELETE\s+FROM|MERGE\s+INTO)\b|(?<!\b(FOR|KEY|DO)\s+)\bUPDATE\b", RegexOptions.IgnoreCase)]
    private static partial Regex Change();
}
