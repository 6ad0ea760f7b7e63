return await EdgeMonitor.Agent.CommandLine.RunAsync(args, Console.Out, Console.Error);
