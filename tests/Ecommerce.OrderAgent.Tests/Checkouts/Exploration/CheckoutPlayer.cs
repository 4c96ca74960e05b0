using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;

namespace Ecommerce.OrderAgent.Tests.Checkouts.Exploration;

/// <summary>
/// Plays an exploration's steps: the worker, the store, the inbox and PostgreSQL are those of the agent, and only the other agents are
/// played, by what the model says of them. The worker takes a checkout when a step says so, and its calls wait for their turn, as at the
/// failpoints of a script. Time passes by a statement. A step that a table does not come to is left out.
/// </summary>
internal sealed class CheckoutPlayer
{
    private const int MaxRounds = 12;
    private const string Total = "69.97";

    // An event that is told again has its number.
    private const long CaptureEvent = 1;
    private const long RefundEvent = 2;

    // No lease, pause or poll ends by itself.
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    private static readonly TimeSpan CallPatience = TimeSpan.FromSeconds(2);

    private readonly PlayedCalls _calls = new();
    private readonly Rig _rig;
    private readonly CheckoutModel _model;
    private Replica _replica = null!;
    private Guid _orderId;
    private CheckoutWorld _world = CheckoutWorld.Start;
    private string? _broken;
    private int _refundAttempt;
    private int _staleWrites;

    // The version of the checkout that whoever works on it holds, and the one of whoever does not know of another's write; 0 for nobody.
    private long _current;
    private long _stale;

    private CheckoutPlayer(Rig rig, CheckoutModel model) => (_rig, _model) = (rig, model);

    /// <summary>Plays the steps, and then the calm in which every call is answered.</summary>
    /// <param name="postgres">Where the database is.</param>
    /// <param name="rules">The table.</param>
    /// <param name="found">The steps.</param>
    /// <param name="model">The model that they were found in.</param>
    /// <returns>The first rule or invariant that was broken, as the explorer's violation begins; null if none was.</returns>
    public static async Task<string?> PlayAsync(PostgresFixture postgres, CheckoutRules rules, Exploration found, CheckoutModel model)
    {
        CheckoutPlayer? player = null;
        await using var rig = await Rig.StartAsync(postgres, new()
        {
            Lease = Never,
            PollInterval = Never,
            Decide = (state, e) =>
            {
                var next = rules.Decide(state, e);
                player!._broken ??= CheckoutRules.Broken(state, e, next) is { } rule ? $"rule {rule}:" : null;
                return next;
            },
        });
        player = new(rig, model);
        return await player.PlayAsync(found);
    }

    private async Task<string?> PlayAsync(Exploration found)
    {
        _replica = await _rig.StartReplicaAsync(_calls.SendAsync);
        await OpenAsync(_model.State(found.Start.State));
        var before = found.Start;
        foreach (var (move, node) in found.Path)
        {
            await PlayAsync(move, before, node);
            before = node;
        }

        if (_broken is null && await CheckAsync() is { } broken)
        {
            return broken;
        }

        await SaveAsync();
        if (_broken is null && !await EndsInCalmAsync())
        {
            return _broken ?? "I3:";
        }

        return _broken ?? await CheckAsync();
    }

    private async Task OpenAsync(CheckoutState start)
    {
        CheckoutEvent first = start.Failure is { } failure ? new CheckoutEvent.Refused(failure) : new CheckoutEvent.Due();
        var (checkout, _) = await _rig.Checkouts.OpenAsync(Rig.NewOrder(), first, key: null, problem: null, CancellationToken.None);
        _orderId = checkout!.Order.OrderId;
        if (checkout.Leased)
        {
            _ = _replica.Worker.Start(checkout);
        }

        await SettleAsync();
    }

    private async Task PlayAsync(CheckoutMove move, CheckoutNode before, CheckoutNode node)
    {
        var holder = node.Current == before.Current ? _stale : _current;
        switch (move.Happening)
        {
            case Happening.Answer or Happening.LostAnswer when await ComesAsync(holder, move.Command) is { } call:
                var answer = Answer(move.Command, _model.Event(move.Event), _model.World(node.World));
                call.Answer = move.Happening == Happening.LostAnswer ? new CheckoutEvent.NoAnswer() : answer;
                break;
            case Happening.LateCall when await ComesAsync(holder, move.Command) is not null:
                _world = _world with { OnTheirWay = _world.OnTheirWay | move.Command };
                break;
            case Happening.Save:
                await SaveAsync();
                await GoOnAsync();
                break;
            case Happening.SaveAndLetGo:
                await SaveAsync();
                _current = 0;
                break;
            case Happening.StaleSave:
                await SaveStaleAsync();
                break;
            case Happening.Crash:
                _current = 0;
                break;
            case Happening.StaleCrash:
                _stale = 0;
                break;
            case Happening.Drift when _world == _model.World(before.World):
                _world = _model.World(node.World);
                break;
            case Happening.Claim:
                if (move.Met)
                {
                    // A claim passes over what is locked.
                    await SaveAsync();
                }

                await ClaimAsync(_model.Event(move.Event) is CheckoutEvent.DeadlinePassed);
                break;
            case Happening.Cancel:
                await TransactAsync(CancelAsync, move.Met);
                break;
            case Happening.Told when CheckoutModel.Tells(_world) is var (told, after):
                _world = after;
                await TransactAsync(() => TellAsync(told), move.Met);
                break;
            case Happening.ToldAgain when _world.CaptureWasTold:
                await TransactAsync(() => TellAsync(_model.Event(move.Event)), move.Met);
                break;
        }
    }

    // Null if a table does not send it here.
    private async Task<PlayedCall?> ComesAsync(long holder, CheckoutCommands command)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (holder != 0 && _calls.Find(holder, command) is null
            && TimeProvider.System.GetElapsedTime(started) < CallPatience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        return holder == 0 ? null : _calls.Find(holder, command);
    }

    private CheckoutEvent Answer(CheckoutCommands command, CheckoutEvent? wished, CheckoutWorld? wishedWorld)
    {
        var (after, answer) = _world.Answers(command)
            .MaxBy(way => (way.Answer.Equals(wished) ? 2 : 0) + (way.After == wishedWorld ? 1 : 0));
        _world = after;
        return answer switch
        {
            CheckoutEvent.Reserved => new CheckoutEvent.Reserved(TimeProvider.System.GetUtcNow().AddMinutes(3)),
            CheckoutEvent.Captured => new CheckoutEvent.Captured(Answers.TransactionId),
            CheckoutEvent.PaymentPending => new CheckoutEvent.PaymentPending(Answers.TransactionId),
            CheckoutEvent.ActionRequired => new CheckoutEvent.ActionRequired(Answers.TransactionId, ""),
            _ => answer,
        };
    }

    private async Task SaveAsync()
    {
        if (_current != 0 && _calls.Of(_current) is { Count: > 0 } calls)
        {
            foreach (var call in calls)
            {
                call.Go();
            }

            await UntilWrittenAsync(_current);
            await SettleAsync();
        }
    }

    // The worker pauses where the model lets it go on.
    private async Task GoOnAsync()
    {
        if (_current == 0)
        {
            await ClaimAsync(deadlinePassed: false);
        }
    }

    private async Task SaveStaleAsync()
    {
        if (_stale == 0)
        {
            return;
        }

        foreach (var call in _calls.Of(_stale))
        {
            call.Go();
        }

        _stale = 0;
        await _replica.Log.UntilAsync(line => line.Text.Contains("another replica continued", StringComparison.Ordinal), ++_staleWrites);
    }

    private async Task ClaimAsync(bool deadlinePassed)
    {
        var found = await _rig.FindAsync(_orderId);
        if (found.State.AtRest)
        {
            return;
        }

        await _rig.ExecuteAsync(
            $"""
            UPDATE checkouts SET leased_until = NULL, next_attempt_at = now(),
                deadline_at = CASE WHEN {(deadlinePassed ? "true" : "false")} THEN least(deadline_at, now()) ELSE deadline_at END
            WHERE order_id = '{_orderId}' AND parked_reason IS NULL
            """);
        (_stale, _current) = (_current == 0 ? _stale : _current, 0);
        _replica.Worker.Continue(step: null, saved: null);
        await UntilWrittenAsync(found.Version);
        await SettleAsync();
    }

    // The other transaction waits for the write of the step, if it meets it.
    private async Task TransactAsync(Func<Task<(CheckoutStep? Step, Checkout? Saved)>> transact, bool meets)
    {
        var found = await _rig.FindAsync(_orderId);
        var (step, saved) = meets && _current != 0 ? await MeetAsync(transact) : await transact();
        _replica.Worker.Continue(step, saved);
        var after = (await _rig.FindAsync(_orderId)).Version;
        if (after != found.Version)
        {
            _stale = step is not null && _current != 0 ? step.Before.Version : _stale;
            await SettleAsync();
        }
    }

    private async Task<(CheckoutStep? Step, Checkout? Saved)> MeetAsync(Func<Task<(CheckoutStep? Step, Checkout? Saved)>> transact)
    {
        await using var owner = await _rig.OpenAsOwnerAsync();
        await using var transaction = await owner.BeginTransactionAsync();
        await using var hold = transaction.CreateCommand(
            "SELECT 1 FROM checkouts JOIN orders USING (order_id) WHERE order_id = $1 FOR UPDATE").With(_orderId);
        await hold.ExecuteNonQueryAsync();
        foreach (var call in _calls.Of(_current))
        {
            call.Go();
        }

        await UntilWaitingAsync(1);
        var transacting = transact();
        await UntilWaitingAsync(2);
        await transaction.CommitAsync();
        return await transacting;
    }

    private async Task<(CheckoutStep? Step, Checkout? Saved)> CancelAsync()
    {
        try
        {
            return await _rig.Checkouts.CancelAsync(_orderId, "", CancellationToken.None);
        }
        catch (ProblemException exception) when (exception.Code == ErrorCodes.NotCancelable)
        {
            return (null, null);
        }
    }

    private Task<(CheckoutStep? Step, Checkout? Saved)> TellAsync(CheckoutEvent told) => _rig.TellAsync(new()
    {
        EventId = told is CheckoutEvent.Captured ? CaptureEvent : RefundEvent,
        OrderId = _orderId.ToString(),
        TransactionId = Answers.TransactionId.ToString(),
        Type = told is CheckoutEvent.Captured ? "captured" : "refunded",
        Status = told is CheckoutEvent.Captured ? PaymentStatus.Captured : PaymentStatus.Refunded,
        Amount = Total,
    });

    // Whoever works on the checkout has sent all calls of its step, or has let it go.
    private async Task SettleAsync()
    {
        Checkout? found = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                found = await _rig.FindAsync(_orderId);
                _current = await IsLeasedAsync() ? found.Version : 0;
                return _current == 0 || _calls.Calm is not null
                    || found.State.Todo.Each().All(command => _calls.Find(found.Version, command) is not null);
            },
            () => $"the calls of {found!.State} have not come");
        Renew(found!.State.RefundAttempt);
    }

    private void Renew(int refundAttempt)
    {
        if (refundAttempt != _refundAttempt)
        {
            _refundAttempt = refundAttempt;
            _world = _world with { KeyIsSpent = false };
        }
    }

    private async Task<bool> EndsInCalmAsync()
    {
        _calls.Calm = (command, refundAttempt) =>
        {
            Renew(refundAttempt);
            return Answer(command, wished: null, wishedWorld: null);
        };
        for (var round = 0; round < MaxRounds; round++)
        {
            _world = _world.Calm();
            while (CheckoutModel.Tells(_world) is var (told, after))
            {
                _world = after;
                var (step, saved) = await TellAsync(told);
                _replica.Worker.Continue(step, saved);
                if (saved is { Leased: true })
                {
                    await UntilLetGoAsync();
                }
            }

            if ((await _rig.FindAsync(_orderId)).State is { AtRest: true, Phase: var phase })
            {
                return _world.Payment != Payment.Taken || phase == CheckoutPhase.Confirmed;
            }

            await ClaimAsync(deadlinePassed: false);
            await UntilLetGoAsync();
        }

        return false;
    }

    private async Task<string?> CheckAsync()
    {
        var found = await _rig.FindAsync(_orderId);
        if (found.ParkedReason is { } reason)
        {
            return $"parked: {reason}";
        }

        return CheckoutExplorer.Broken(found.State, found.Order.TransactionId is not null, _world)
            ?? (found.Order.Status != found.State.OrderStatus ? $"I5: the order is {found.Order.Status} in {found.State}" : null)
            ?? (found.State.Phase == CheckoutPhase.Refunded && found.Order.Refunded != found.Order.Total
                ? $"I4: {found.Order.Refunded} is refunded of {found.Order.Total}" : null);
    }

    private Task UntilWrittenAsync(long version) => Eventually.HoldsAsync(
        async () => (await _rig.FindAsync(_orderId)).Version > version, () => $"version {version} is not followed by another");

    private Task UntilLetGoAsync() => Eventually.HoldsAsync(async () => !await IsLeasedAsync(), () => "the checkout is still worked on");

    private async Task<bool> IsLeasedAsync()
    {
        await using var command = _rig.Database.CreateCommand("SELECT leased_until IS NOT NULL FROM checkouts WHERE order_id = $1")
            .With(_orderId);
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private async Task UntilWaitingAsync(long count)
    {
        await using var waiting = _rig.Database.CreateCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
        await Eventually.HoldsAsync(
            async () => (long)(await waiting.ExecuteScalarAsync())! >= count, () => $"no {count} transactions wait for the order");
    }
}
