using Ecommerce.Cli.Commands;

return await CommandLine.RunAsync(args);
