using Greeter;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
WebApplication app = builder.Build();

app.MapGet("/", () => $"Greeter {AppVersion.Current}");
app.MapGet("/health", () => new Health("ok", AppVersion.Current));
app.MapGet("/greet/{name}", (string name) => Greeting.TryCreate(name, out Greeting? greeting)
    ? Results.Ok(greeting)
    : Results.BadRequest($"A name has 1 to {Greeting.MaxNameLength} characters."));

app.Run();
