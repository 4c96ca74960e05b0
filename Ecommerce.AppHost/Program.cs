using Ecommerce.AppHost;

var builder = DistributedApplication.CreateBuilder(args);

var postgres = builder.AddPostgres("postgres").WithDataVolume("ecommerce-postgres");
var users = postgres.AddShopDatabase("users");
var orders = postgres.AddShopDatabase("orders");
var payments = postgres.AddShopDatabase("payments");
var stock = postgres.AddShopDatabase("inventory");
var routes = postgres.AddShopDatabase("gateway");
var sandbox = postgres.AddShopDatabase("sandbox");

var shop = new Shop(
    builder,
    DatabaseSetup: postgres.AddDatabaseSetup(users, orders, payments, stock, routes, sandbox),
    Identity: builder.AddIdentity(),
    OpaEndpoint: builder.AddOpa());

// An agent is given the addresses of those that it may call.
var user = shop.AddAgent<Projects.Ecommerce_UserAgent>("user", port: 8444, users);
var inventory = shop.AddAgent<Projects.Ecommerce_InventoryAgent>("inventory", port: 8447, stock);
var payment = shop.AddAgent<Projects.Ecommerce_PaymentAgent>("payment", port: 8446, payments, sandbox);
var order = shop.AddAgent<Projects.Ecommerce_OrderAgent>("order", port: 8445, orders).MayCall(user, inventory, payment);
shop.AddAgent<Projects.Ecommerce_Gateway>("gateway", port: 8443, routes).MayCall(user, inventory, payment, order)
    .WithHttpEndpoint(port: 8080, name: "public", isProxied: false);

builder.Build().Run();
