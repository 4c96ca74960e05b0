using System.CommandLine;
using Ecommerce.Benchmarks;
using Ecommerce.Benchmarks.Beside;
using Ecommerce.Benchmarks.Cards;
using Ecommerce.Benchmarks.Orders;
using Ecommerce.Benchmarks.Overload;
using Ecommerce.Benchmarks.Queries;
using Ecommerce.Cli.Commands;
using Ecommerce.Cli.Output;

var seconds = new NumberOption<double>("--seconds", "Length of a slice (default: 10)", "S", 1, 600);
var rounds = new NumberOption<int>("--rounds", "How often the slices of each case take turns (default: 2)", "N", 1, 100);
var warmUp = new NumberOption<double>("--warm-up", "How long buyers order before anything is measured (default: 30)", "S", 1, 600);
var queries = new Option<bool>("--queries") { Description = "Also count each query of an order, and its time" };
var callers = new Option<int[]>("--callers")
{
    Description = "How many buyers order at a time (default: 1 8 64)",
    AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => [1, 8, 64],
};
callers.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int[]>()?.Any(count => count is < 1 or > 256) == true)
    {
        result.AddError("--callers must be numbers from 1 to 256.");
    }
});
var orders = new Command("orders", "Orders of a shop of its own beside the smallest order that the rules allow")
{
    seconds, rounds, callers, warmUp, queries,
};
orders.SetAction(async (parsed, cancellationToken) =>
{
    JsonOutput.Write(await OrdersBenchmark.RunAsync(
        TimeSpan.FromSeconds(parsed.GetValue(seconds) ?? 10), parsed.GetValue(rounds) ?? 2, parsed.GetValue(callers)!,
        TimeSpan.FromSeconds(parsed.GetValue(warmUp) ?? 30), parsed.GetValue(queries), cancellationToken));
});
var length = new NumberOption<double>("--length", "Length of the overload (default: 60)", "S", 1, 600);
var step = new NumberOption<double>("--step", "Length of each slice by which the peak is looked for (default: 10)", "S", 1, 600);
var assert = new Option<bool>("--assert") { Description = "End with 1 where a goal is missed, and say which" };
var overload = new Command("overload", "Twice as many orders as the shop can take") { length, step, assert };
overload.SetAction(async (parsed, cancellationToken) => await Goal.WriteAsync(
    await OverloadBenchmark.RunAsync(
        TimeSpan.FromSeconds(parsed.GetValue(length) ?? 60), TimeSpan.FromSeconds(parsed.GetValue(step) ?? 10), cancellationToken),
    parsed.GetValue(assert) ? OverloadBenchmark.Goals : []));
var count = new NumberOption<long>("--orders", "How many orders there are (default: 10000000)", "N", 100_000, 100_000_000);
var statements = new Command("queries", "What the agents' statements take once there are many orders") { count };
statements.SetAction(async (parsed, cancellationToken) =>
    JsonOutput.Write(await QueriesBenchmark.RunAsync(parsed.GetValue(count) ?? 10_000_000, cancellationToken)));
var what = new Argument<string>("what") { Description = string.Join(" or ", BesideBenchmark.All.Keys) };
what.AcceptOnlyFromAmong([.. BesideBenchmark.All.Keys]);
var pairs = new NumberOption<int>("--pairs", "How many pairs of slices (default: 5)", "N", 1, 100);
var beside = new Command("beside", "What orders lose to something that goes on beside them") { what, seconds, pairs, assert };
beside.SetAction(async (parsed, cancellationToken) =>
{
    var chosen = BesideBenchmark.All[parsed.GetRequiredValue(what)];
    return await Goal.WriteAsync(
        await chosen.RunAsync(TimeSpan.FromSeconds(parsed.GetValue(seconds) ?? 10), parsed.GetValue(pairs) ?? 5, cancellationToken),
        parsed.GetValue(assert) ? chosen.Goals : []);
});
var card = new Command("card", "What it takes an agent to answer with its card, as the policy lets its caller see it");
card.SetAction(async (_, cancellationToken) => JsonOutput.Write(await CardBenchmark.RunAsync(cancellationToken)));
return await new RootCommand("Benchmarks; run on an otherwise idle machine.") { orders, overload, beside, statements, card }
    .Parse(args).InvokeAsync();
