using Greeter.Tests;

TestRunner runner = new(Console.Out);
GreetingTests.AddTo(runner);
VersionTests.AddTo(runner);
return runner.Run();
