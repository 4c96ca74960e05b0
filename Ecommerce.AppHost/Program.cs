using Ecommerce.AppHost;
using Ecommerce.AppHost.Targets;
using Ecommerce.Contracts;

var builder = DistributedApplication.CreateBuilder(args);
builder.RequireDevelopment();
builder.AddPublishTarget();

var postgres = builder.AddPostgres("postgres").WithData();
var databases = Agents.All.SelectMany(agent => agent.Databases).ToDictionary(name => name, name => postgres.AddShopDatabase(name));

var shop = new Shop(
    builder,
    databases,
    DatabaseSetup: postgres.AddDatabaseSetup([.. databases.Values]),
    Identity: builder.AddIdentity(),
    Opa: builder.AddPolicyServer(),
    Broker: builder.AddBroker());

// An agent is given the addresses of those that it may call.
var user = shop.AddAgent<Projects.Ecommerce_UserAgent>(AgentNames.User);
var inventory = shop.AddAgent<Projects.Ecommerce_InventoryAgent>(AgentNames.Inventory).MayCall(user);
var payment = shop.AddAgent<Projects.Ecommerce_PaymentAgent>(AgentNames.Payment).MayCall(user);
var order = shop.AddAgent<Projects.Ecommerce_OrderAgent>(AgentNames.Order).MayCall(user, inventory, payment);
user.MayCall(order, payment);
var gateway = shop.AddAgent<Projects.Ecommerce_Gateway>(AgentNames.Gateway).MayCall(user, inventory, payment, order)
    .WithPublicPort()
    .WithDemoOrder();
shop.AddStorefront<Projects.Ecommerce_Web>(gateway);
shop.AddDescription();

using var application = builder.Build();
application.Run();
