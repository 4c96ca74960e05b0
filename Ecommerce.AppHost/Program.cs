using Ecommerce.AppHost;
using Ecommerce.AppHost.Targets;
using Ecommerce.Contracts;

var builder = DistributedApplication.CreateBuilder(args);
builder.RequireDevelopment();
builder.AddPublishTarget();

var server = builder.AddDatabaseServer();
var databases = Agents.All.SelectMany(agent => agent.Databases).ToDictionary(name => name, name => server.AddShopDatabase(name));

var shop = new Shop(
    builder,
    databases,
    DatabaseSetup: server.AddDatabaseSetup([.. databases.Values]),
    Identity: builder.AddIdentity(),
    Opa: builder.AddPolicyServer(),
    Broker: builder.AddBroker());

var gateway = shop.AddAgent<Projects.Ecommerce_Gateway>(AgentNames.Gateway).WithPublicPort().WithDemoOrder();
var user = shop.AddAgent<Projects.Ecommerce_UserAgent>(AgentNames.User);
var order = shop.AddAgent<Projects.Ecommerce_OrderAgent>(AgentNames.Order);
var payment = shop.AddAgent<Projects.Ecommerce_PaymentAgent>(AgentNames.Payment);
var inventory = shop.AddAgent<Projects.Ecommerce_InventoryAgent>(AgentNames.Inventory);

// An agent is given the addresses of those that the policies let it call.
gateway.MayCall(user, order, payment, inventory);
user.MayCall(gateway, order, payment);
order.MayCall(user, payment, inventory);
payment.MayCall(user, inventory);
inventory.MayCall(gateway, user);

shop.AddStorefront<Projects.Ecommerce_Web>(gateway);
shop.AddDescription();
server.WithDataReset([.. databases.Values]);

using var application = builder.Build();
application.Run();
