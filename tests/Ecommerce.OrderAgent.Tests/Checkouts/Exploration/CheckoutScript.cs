using System.Text;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.ServiceDefaults.Database;

namespace Ecommerce.OrderAgent.Tests.Checkouts.Exploration;

/// <summary>
/// The steps to a violation as a shell script against a running shop. Every call of the checkout is held at a failpoint until its turn in
/// the path has come, so that the order of events is the path's; what a script cannot bring about is a comment at its place.
/// </summary>
internal sealed class CheckoutScript
{
    private const string Head =
        """
        set -euo pipefail
        data=${1:-/tmp/replay} points=$(mktemp -d)
        ask() { bin/ecommerce-admin call --data-dir "$data" --target "$1" --capability "$2" --data "$3"; }
        buy() { bin/ecommerce call --data-dir "$data" --target gateway --capability route --data "$1"; }
        pid() { bin/ecommerce status --data-dir "$data" --json | jq -r ".agents[] | select(.name == \"$1\") | .pid"; }
        put() { echo "$2" > "$points/put"; mv "$points/put" "$points/$1"; } # at once: an empty file is an order too
        arm() { put "order.$1" "hold $2"; }
        come() { timeout 60 bash -c 'until [ -e "$1" ]; do sleep 0.1; done' - "$points/$1" || end "The shop does not get to $1."; }
        go() { rm "$points/$1"; }
        lose() { put "$1" lose; }
        sql() {
            PGPASSWORD=$(jq -r ".roles.$1_owner" "$data/credentials.json") psql -q -h 127.0.0.1 -U "$1_owner" -d "$1" \
                -p "$(sed -n 4p "$data/postgres/postmaster.pid")" -c "$2" > /dev/null
        }
        lock() { # the order's rows, for 3 s, in which whoever wants them queues
            sql orders "BEGIN; SELECT 1 FROM checkouts JOIN orders USING (order_id) WHERE order_id = '$order' FOR UPDATE;
                SELECT pg_sleep(3); COMMIT" &
            sleep 1
        }
        expire() {
            sql inventory "UPDATE reservations SET expires_at = clock_timestamp() WHERE order_id = '$order'"
            sleep 2
        }
        end() {
            echo "$1"
            rm -rf "$points"
            bin/ecommerce-admin checkouts show "$order" --data-dir "$data"
            ask order get_order '{"order_id": "'$order'"}'
            bin/ecommerce-admin reconcile --data-dir "$data" || true
            bin/ecommerce down --data-dir "$data"
            exit
        }
        bin/ecommerce up --detach --fresh --data-dir "$data" --failpoints "$points"
        """;

    private const string Order =
        """
        user=$(buy '{"service": "user", "action": "create_user", "payload": {"email": "'$RANDOM'@example.com", "name": "Replay"}}' |
            jq -r '.artifacts[0].data.user_id')
        buy '{"service": "order", "action": "create_order", "payload": {"user_id": "'$user'", "payment_method": "METHOD",
            "items": [{"sku": "WIDGET-001", "quantity": 1}]}}' > /dev/null &
        sleep 1
        order=$(buy '{"service": "order", "action": "list_orders", "payload": {"user_id": "'$user'"}}' |
            jq -r '.artifacts[0].data.orders[0].order_id')
        """;

    private readonly StringBuilder _lines = new();
    private readonly CheckoutModel _model;
    private readonly Queue<CheckoutCommands> _drives;

    // What the failpoints hold: of the replica that works on the checkout as it is, and of one that does not know of another's write.
    private Dictionary<CheckoutCommands, Held> _current = [];
    private Dictionary<CheckoutCommands, Held> _stale = [];
    private int _drive;

    private CheckoutScript(Exploration found, CheckoutModel model)
    {
        _model = model;
        _drives = new(Drives(found));
        Write($"#!/usr/bin/env bash\n# {found.Violation}\n{Head}");
        Arm();
        Write(Order.Replace("METHOD", MethodOf(found, model), StringComparison.Ordinal));
        Come(found.Start.Current?.Open ?? CheckoutCommands.None);
        var before = found.Start;
        foreach (var (move, node) in found.Path)
        {
            Write($"# {Describe(move)}");
            Play(move, before, node);
            before = node;
        }

        Write("sleep 1; end 'Every step was played.'");
    }

    /// <summary>The script.</summary>
    public static string Of(Exploration found, CheckoutModel model) => new CheckoutScript(found, model)._lines.ToString();

    // A call of a replica, at a failpoint.
    private sealed record Held(string File, bool IsLost = false);

    private void Play(CheckoutMove move, CheckoutNode before, CheckoutNode node)
    {
        var held = node.Current == before.Current ? _stale : _current;
        switch (move.Happening)
        {
            case Happening.Answer or Happening.LostAnswer:
                var after = $"{move.Command.ToColumn()}.{_drive}.answered";
                Write($"arm after_{move.Command.ToColumn()} {after}; go {held[move.Command].File}; come {after}");
                held[move.Command] = new(after, IsLost: move.Happening == Happening.LostAnswer);
                break;
            case Happening.LostCall or Happening.LateCall:
                held[move.Command] = held[move.Command] with { IsLost = true };
                break;
            case Happening.Save or Happening.SaveAndLetGo:
                LetGo(_current);
                Come(move, before, node);
                break;
            case Happening.StaleSave:
                LetGo(_stale);
                break;
            case Happening.Crash:
                Write("kill -9 \"$(pid order)\"");
                _current.Values.ToList().ForEach(held => Write($"go {held.File}"));
                _current = [];
                break;
            case Happening.Drift when _model.World(node.World).Stock == Stock.Expired && _model.World(before.World).Stock != Stock.Expired:
                Write("expire");
                break;
            case Happening.Cancel or Happening.Claim or Happening.Told or Happening.ToldAgain:
                Transact(move, before, node);
                break;
        }
    }

    private void Transact(CheckoutMove move, CheckoutNode before, CheckoutNode node)
    {
        if (move.Met)
        {
            Write("lock");
            LetGo(_current);
            Write("sleep 0.5");
        }

        if (move.Happening == Happening.Cancel)
        {
            Write("""buy '{"service": "order", "action": "cancel_order", "payload": {"order_id": "'$order'"}}' > /dev/null &""");
        }
        else if (move.Happening == Happening.ToldAgain)
        {
            Write("sql orders 'UPDATE payment_cursor SET after_event_id = 0, leader = NULL, leased_until = NULL'");
        }
        else if (move.Event >= 0 && _model.Event(move.Event) is CheckoutEvent.DeadlinePassed)
        {
            Write("agent=$(pid order); kill -STOP \"$agent\"; sleep 130; kill -CONT \"$agent\"");
        }

        if (DrivesOn(move, before, node))
        {
            Come(node.Stale!.Value.Open);
        }

        if (_current.Count > 0 && (move.Happening == Happening.Claim || node.State != before.State))
        {
            _stale = _current;
            _current = [];
        }

        Come(move, before, node);
    }

    private void LetGo(Dictionary<CheckoutCommands, Held> held)
    {
        foreach (var one in held.Values)
        {
            Write($"{(one.IsLost ? "lose" : "go")} {one.File}");
        }

        held.Clear();
    }

    // Waits for the calls of a replica that begins to drive; those of the next one are armed then.
    private void Come(CheckoutMove move, CheckoutNode before, CheckoutNode node)
    {
        if (Drives(move, before, node))
        {
            Come(node.Current!.Value.Open);
        }
    }

    private void Come(CheckoutCommands open)
    {
        _current = [];
        foreach (var command in open.Each())
        {
            var file = FileOf(command);
            Write($"come {file}");
            _current[command] = new(file);
        }

        _drive++;
        Arm();
    }

    private void Arm()
    {
        if (_drives.TryDequeue(out var open))
        {
            foreach (var command in open.Each())
            {
                Write($"arm before_{command.ToColumn()} {FileOf(command)}");
            }
        }
    }

    private string FileOf(CheckoutCommands command) => $"{command.ToColumn()}.{_drive}";

    // The calls of each replica that begins to drive, in turn.
    private static IEnumerable<CheckoutCommands> Drives(Exploration found)
    {
        yield return found.Start.Current?.Open ?? CheckoutCommands.None;
        var before = found.Start;
        foreach (var (move, node) in found.Path)
        {
            if (DrivesOn(move, before, node))
            {
                yield return node.Stale!.Value.Open;
            }

            if (Drives(move, before, node))
            {
                yield return node.Current!.Value.Open;
            }

            before = node;
        }
    }

    private static bool Drives(CheckoutMove move, CheckoutNode before, CheckoutNode node) =>
        node.Current is { Open: not CheckoutCommands.None } && move.Happening switch
        {
            Happening.Save or Happening.Claim => true,
            Happening.Cancel or Happening.Told or Happening.ToldAgain => node.State != before.State,
            _ => false,
        };

    // Whoever wrote the step goes on, and does not know of who waited for it.
    private static bool DrivesOn(CheckoutMove move, CheckoutNode before, CheckoutNode node) =>
        move.Met && node.Stale is { Open: not CheckoutCommands.None } && node.Stale != before.Stale;

    private static string MethodOf(Exploration found, CheckoutModel model) =>
        found.Path.Where(step => step.Move is { Command: CheckoutCommands.Pay, Event: >= 0 })
            .Select(step => model.Event(step.Move.Event) switch
            {
                CheckoutEvent.ActionRequired => "test_requires_action",
                CheckoutEvent.PaymentPending => "test_timeout",
                CheckoutEvent.Refused => "test_declined",
                _ => "credit_card",
            }).FirstOrDefault("credit_card");

    private string Describe(CheckoutMove move)
    {
        var what = string.Join(' ', new[]
        {
            $"{move.Happening}",
            move.Command == default ? "" : $"{move.Command}",
            move.Event < 0 ? "" : _model.Event(move.Event).GetType().Name,
            move.Met ? "while the step before is being written" : "",
        }.Where(word => word.Length > 0));
        return move.Happening switch
        {
            Happening.Drift => "Drift: the world changes by itself",
            Happening.Claim => $"{what}: the lease ends, and another goes on",
            Happening.Told => $"{what}: by the payments' events",
            Happening.ToldAgain => $"{what}: by the payments' events, from the first on",
            Happening.LateCall => $"{what}: it arrives when nobody waits for it any more",
            _ => what,
        };
    }

    private void Write(string line) => _lines.Append(line.ReplaceLineEndings("\n")).Append('\n');
}
