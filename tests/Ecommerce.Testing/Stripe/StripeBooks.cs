using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.Testing.Stripe;

/// <summary>The state of <see cref="ScriptedStripe"/>. The payment method says how a charge ends.</summary>
public sealed class StripeBooks
{
    private readonly Lock _lock = new();
    private readonly List<JsonObject> _intents = [];
    private readonly List<JsonObject> _refunds = [];
    private int _number;

    /// <summary>Whether the search does not know yet what was made.</summary>
    public bool SearchLags { get; set; }

    /// <summary>Whether there is no search.</summary>
    public bool SearchFails { get; set; }

    /// <summary>The status that a new refund has.</summary>
    public string RefundStatus { get; set; } = "succeeded";

    /// <summary>The PaymentIntents, oldest first.</summary>
    public IReadOnlyList<JsonObject> Intents => _intents;

    /// <summary>The refunds, oldest first.</summary>
    public IReadOnlyList<JsonObject> Refunds => _refunds;

    /// <summary>What was taken less what was given back, in Stripe's units.</summary>
    public long Taken => _intents.Sum(intent => Number(intent["amount_received"])) - _refunds
        .Where(refund => (string?)refund["status"] == "succeeded").Sum(refund => Number(refund["amount"]));

    /// <summary>Answers a GET.</summary>
    public (int Status, string Body) Read(string path, IQueryCollection query)
    {
        lock (_lock)
        {
            if (path == "/v1/payment_intents/search" && SearchFails)
            {
                return (400, Error("invalid_request_error"));
            }

            if (path == "/v1/payment_intents/search")
            {
                return (200, List(SearchLags ? [] : _intents.Where(intent => query["query"] == Query(intent)), query));
            }

            if (path is "/v1/payment_intents" or "/v1/refunds")
            {
                var of = path == "/v1/refunds"
                    ? _refunds.Where(refund => (string?)refund["payment_intent"] == query["payment_intent"])
                    : _intents.Where(intent => Within(Number(intent["created"]), query));
                return (200, List(of, query));
            }

            var item = _intents.Concat(_refunds)
                .SingleOrDefault(item => path.EndsWith($"/{(string?)item["id"]}", StringComparison.Ordinal));
            var copy = item?.DeepClone();
            if (copy is not null && query["expand[]"] == "latest_charge")
            {
                copy["latest_charge"] = new JsonObject
                {
                    ["amount_refunded"] = _refunds.Where(refund => (string?)refund["payment_intent"] == (string?)copy["id"])
                        .Sum(refund => Number(refund["amount"])),
                };
            }

            return copy is null ? (404, Error("invalid_request_error")) : (200, copy.ToJsonString());
        }
    }

    private static bool Within(long created, IQueryCollection query) =>
        created >= long.Parse(query["created[gte]"]!, CultureInfo.InvariantCulture)
        && created <= long.Parse(query["created[lte]"]!, CultureInfo.InvariantCulture);

    // Newest first, a few at a time whatever is asked for.
    private static string List(IEnumerable<JsonObject> items, IQueryCollection query)
    {
        const int PageSize = 2;
        var all = items.Reverse().ToList();
        var rest = all[(all.FindIndex(item => (string?)item["id"] == query["starting_after"]) + 1)..];
        return new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. rest.Take(PageSize).Select(item => item.DeepClone())]),
            ["has_more"] = rest.Count > PageSize,
        }.ToJsonString();
    }

    /// <summary>Answers a POST.</summary>
    public (int Status, string Body) Change(string path, IFormCollection form)
    {
        lock (_lock)
        {
            return path.EndsWith("/cancel", StringComparison.Ordinal) ? Cancel(path) : path == "/v1/refunds" ? Refund(form) : Charge(form);
        }
    }

    /// <summary>The buyer's part, or what else happens at Stripe.</summary>
    public void Change(JsonObject item, string status)
    {
        lock (_lock)
        {
            item["status"] = status;
            item["amount_received"] = status == "succeeded" ? Number(item["amount"]) : 0;
        }
    }

    /// <summary>The body of an error.</summary>
    public static string Error(string type, string code = "") => new JsonObject
    {
        ["error"] = new JsonObject { ["type"] = type, ["code"] = code, ["message"] = "in words for people" },
    }.ToJsonString();

    private (int Status, string Body) Cancel(string path)
    {
        var intent = _intents.Single(intent => path.Contains((string)intent["id"]!, StringComparison.Ordinal));
        if ((string?)intent["status"] is "succeeded" or "processing")
        {
            return (400, Error("invalid_request_error", "payment_intent_unexpected_state"));
        }

        intent["status"] = "canceled";
        return (200, intent.ToJsonString());
    }

    private (int Status, string Body) Charge(IFormCollection form)
    {
        var method = (string?)form["payment_method"];
        if (method == "pm_missing")
        {
            return (400, Error("invalid_request_error", "resource_missing"));
        }

        var (status, decline) = method switch
        {
            "pm_declined" => ("requires_payment_method", "generic_decline"),
            "pm_insufficient" => ("requires_payment_method", "insufficient_funds"),
            "pm_action" => ("requires_action", ""),
            "pm_processing" => ("processing", ""),
            _ => ("succeeded", ""),
        };
        var intent = Create("pi", "payment_intent", status, form);
        intent["amount_received"] = status == "succeeded" ? Number(intent["amount"]) : 0;
        intent["currency"] = (string?)form["currency"];
        intent["client_secret"] = "pi_secret_of_the_buyer";
        if (status == "requires_action")
        {
            intent["next_action"] = new JsonObject
            {
                ["type"] = "redirect_to_url",
                ["redirect_to_url"] = new JsonObject { ["url"] = "https://hooks.stripe.example/act" },
            };
        }

        _intents.Add(intent);
        if (decline.Length == 0)
        {
            return (200, intent.ToJsonString());
        }

        intent["last_payment_error"] = new JsonObject { ["type"] = "card_error", ["decline_code"] = decline };
        var error = JsonNode.Parse(Error("card_error", "card_declined"))!;
        error["error"]!["decline_code"] = decline;
        error["error"]!["payment_intent"] = intent.DeepClone();
        return (402, error.ToJsonString());
    }

    private (int Status, string Body) Refund(IFormCollection form)
    {
        var intent = _intents.Single(intent => (string?)intent["id"] == form["payment_intent"]);
        var refunded = _refunds.Where(refund => refund["payment_intent"]!.ToString() == form["payment_intent"]
            && (string?)refund["status"] is "succeeded" or "pending").Sum(refund => Number(refund["amount"]));
        if (long.Parse(form["amount"]!, CultureInfo.InvariantCulture) + refunded > Number(intent["amount_received"]))
        {
            return (400, Error("invalid_request_error", "charge_already_refunded"));
        }

        var made = Create("re", "refund", RefundStatus, form);
        made["payment_intent"] = (string?)form["payment_intent"];
        _refunds.Add(made);
        return (200, made.ToJsonString());
    }

    private JsonObject Create(string prefix, string type, string status, IFormCollection form) => new()
    {
        ["id"] = $"{prefix}_{++_number}",
        ["object"] = type,
        ["status"] = status,
        ["amount"] = long.Parse(form["amount"]!, CultureInfo.InvariantCulture),
        ["created"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(),
        ["metadata"] = new JsonObject
        {
            ["transaction_id"] = (string?)form["metadata[transaction_id]"],
            ["key"] = (string?)form["metadata[key]"],
        },
    };

    private static string Query(JsonObject intent) => $"metadata['transaction_id']:'{(string?)intent["metadata"]!["transaction_id"]}'";

    private static long Number(JsonNode? node) => (long?)node ?? 0;
}
